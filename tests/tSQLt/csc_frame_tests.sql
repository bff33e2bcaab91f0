-- csc.begin_run and csc.end_run, the frame around every run, through the procedures that use it. It refuses to start inside a transaction, and tSQLt runs a test inside one: so the refusal is tested
-- as it is, and everything behind it in tests that tSQLt runs without a transaction, with spies where the assemblies would read and send. That a second
-- session is refused cannot be seen from one session: see csc_frame_tests in docs/tsqlt.md.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_frame_tests';
GO
-- Replaces everything that a run calls but the lock.
CREATE PROCEDURE [csc_frame_tests].[spy on the work]
    @refresh_command nvarchar(max) = NULL,
    @submit_command  nvarchar(max) = NULL
AS
BEGIN
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.start_run', @CommandToExecute = N'SET @run_id = 7;';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.complete_run';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.read_environment', @CommandToExecute = N'SET @server_name = N''SERVER''; SET @database_key = N''KEY'';';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.note_environment';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.read_secrets', @CommandToExecute = N'SET @client_secret = N''C''; SET @supplier_key = N''S'';';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.refresh_staging', @CommandToExecute = @refresh_command;
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.submit_pending', @CommandToExecute = @submit_command;
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.requeue_children', @CommandToExecute = N'SET @summary = N''requeued'';';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.delete_history', @CommandToExecute = N'SET @summary = N''purged'';';
END;
GO
CREATE FUNCTION [csc_frame_tests].[a_key] ()
RETURNS nvarchar(4000)
AS
BEGIN
    RETURN N'K';
END;
GO
CREATE PROCEDURE [csc_frame_tests].[test operation that there is not is refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51000, @ExpectedMessagePattern = N'csc.begin_run: @operation must be run, refresh, submit, requeue, purge or takeover.%';

    EXECUTE [csc].[begin_run] @operation = N'send';
END;
GO
CREATE PROCEDURE [csc_frame_tests].[test operation left out is refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51000;

    EXECUTE [csc].[begin_run];
END;
GO
CREATE PROCEDURE [csc_frame_tests].[test operation in other case is refused under any collation]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51000;

    EXECUTE [csc].[begin_run] @operation = N'Run';
END;
GO
CREATE PROCEDURE [csc_frame_tests].[test run inside a transaction is refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51001, @ExpectedMessagePattern = N'csc.run must not start inside a transaction%';

    EXECUTE [csc].[run];
END;
GO
CREATE PROCEDURE [csc_frame_tests].[test a refusal leaves the transaction of the caller open and sound]
AS
BEGIN
    DECLARE @state smallint;
    SET XACT_ABORT ON;

    BEGIN TRY
        EXECUTE [csc].[run];
    END TRY
    BEGIN CATCH
        SET @state = XACT_STATE();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @state;
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test a date after today or before 2010 is refused]
AS
BEGIN
    DECLARE @number int, @tomorrow date = DATEADD(DAY, 1, SYSDATETIME());
    EXECUTE [csc_frame_tests].[spy on the work];

    BEGIN TRY
        EXECUTE [csc].[refresh] @as_of = @tomorrow;
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51005, @Actual = @number;
    SET @number = NULL;

    BEGIN TRY
        EXECUTE [csc].[run] @as_of = '20091231';
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51005, @Actual = @number;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.refresh_staging_SpyProcedureLog';
END;
GO
CREATE PROCEDURE [csc_frame_tests].[test refresh inside a transaction is refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51001, @ExpectedMessagePattern = N'csc.refresh must not start inside a transaction%';

    EXECUTE [csc].[refresh];
END;
GO
CREATE PROCEDURE [csc_frame_tests].[test submit inside a transaction is refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51001, @ExpectedMessagePattern = N'csc.submit must not start inside a transaction%';

    EXECUTE [csc].[submit];
END;
GO
CREATE PROCEDURE [csc_frame_tests].[test purge inside a transaction is refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51001, @ExpectedMessagePattern = N'csc.purge_history must not start inside a transaction%';

    EXECUTE [csc].[purge_history];
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test run refreshes, then submits, under one run]
AS
BEGIN
    EXECUTE [csc_frame_tests].[spy on the work];

    EXECUTE [csc].[run] @as_of = '20260401', @confirm_deletions = 3, @confirm_removals = 4, @confirm_first_run = 1;

    SELECT [r].[run_id], [r].[as_of], [r].[confirm_deletions], [r].[confirm_removals], [s].[run_id] AS [submitted_run], [s].[confirm_first_run], [s].[server_name], [s].[database_key]
    INTO [#Actual]
    FROM [csc].[refresh_staging_SpyProcedureLog] AS [r]
    FULL OUTER JOIN [csc].[submit_pending_SpyProcedureLog] AS [s] ON [s].[run_id] = [r].[run_id];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([run_id], [as_of], [confirm_deletions], [confirm_removals], [submitted_run], [confirm_first_run], [server_name], [database_key])
    VALUES (7, '20260401', 3, 4, 7, 1, N'SERVER', N'KEY');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test run takes today where no date is given]
AS
BEGIN
    DECLARE @as_of date, @today date = SYSDATETIME();
    EXECUTE [csc_frame_tests].[spy on the work];

    EXECUTE [csc].[run];

    SELECT @as_of = [r].[as_of] FROM [csc].[refresh_staging_SpyProcedureLog] AS [r];
    EXECUTE [tSQLt].[AssertEquals] @Expected = @today, @Actual = @as_of;
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test refresh submits nothing]
AS
BEGIN
    DECLARE @refreshed int;
    EXECUTE [csc_frame_tests].[spy on the work];

    EXECUTE [csc].[refresh];

    SELECT @refreshed = COUNT(*) FROM [csc].[refresh_staging_SpyProcedureLog];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @refreshed;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.submit_pending_SpyProcedureLog';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test submit refreshes nothing]
AS
BEGIN
    DECLARE @submitted int;
    EXECUTE [csc_frame_tests].[spy on the work];

    EXECUTE [csc].[submit];

    SELECT @submitted = COUNT(*) FROM [csc].[submit_pending_SpyProcedureLog];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @submitted;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.refresh_staging_SpyProcedureLog';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test submit is given the secrets, and a refresh does not read them]
AS
BEGIN
    DECLARE @reads int;
    EXECUTE [csc_frame_tests].[spy on the work];

    EXECUTE [csc].[refresh];
    EXECUTE [csc].[submit];

    SELECT [s].[client_secret], [s].[supplier_key], [s].[proxy_password] INTO [#Actual] FROM [csc].[submit_pending_SpyProcedureLog] AS [s];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([client_secret], [supplier_key], [proxy_password]) VALUES (N'C', N'S', NULL);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
    SELECT @reads = COUNT(*) FROM [csc].[read_secrets_SpyProcedureLog];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @reads;
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test refresh is given the scrambling key where children are scrambled, and else none]
AS
BEGIN
    EXECUTE [csc_frame_tests].[spy on the work];
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.scrambling_key', @FakeFunctionName = N'csc_frame_tests.a_key';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting';

    EXECUTE [csc].[refresh];
    EXECUTE [csc].[run];
    INSERT INTO [csc].[setting] ([name], [value]) VALUES (N'scramble', N'1');
    EXECUTE [csc].[refresh];
    EXECUTE [csc].[run];

    SELECT [r].[scrambling_key] INTO [#Actual] FROM [csc].[refresh_staging_SpyProcedureLog] AS [r];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([scrambling_key]) VALUES (NULL), (NULL), (N'K'), (N'K');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test refresh that cannot show what it found has succeeded]
AS
BEGIN
    EXECUTE [csc_frame_tests].[spy on the work];
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.show_refresh', @CommandToExecute = N'RAISERROR (N''Not shown.'', 16, 1);';

    EXECUTE [csc].[refresh];

    SELECT [c].[verdict] INTO [#Actual] FROM [csc].[complete_run_SpyProcedureLog] AS [c];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([verdict]) VALUES (N'succeeded');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test guard that stops a refresh is told though its counts cannot be shown]
AS
BEGIN
    EXECUTE [csc_frame_tests].[spy on the work] @refresh_command = N'THROW 51999, N''The guard stops it.'', 1;';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_figure';
    INSERT INTO [csc].[run_figure] ([run_id], [kind], [name], [amount], [of_total]) VALUES (7, N'guard', N'deletions', 5, 3);
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.show_refresh', @CommandToExecute = N'RAISERROR (N''Not shown.'', 16, 1);';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51999, @ExpectedMessage = N'The guard stops it.';

    EXECUTE [csc].[refresh];
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test refresh that fails is never followed by a submit]
AS
BEGIN
    DECLARE @number int;
    EXECUTE [csc_frame_tests].[spy on the work] @refresh_command = N'RAISERROR (N''SSD looks half-loaded.'', 16, 1);';

    BEGIN TRY
        EXECUTE [csc].[run];
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51009, @Actual = @number;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.submit_pending_SpyProcedureLog';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test run that fails is logged with its words]
AS
BEGIN
    EXECUTE [csc_frame_tests].[spy on the work] @refresh_command = N';THROW 51900, N''SSD looks half-loaded.'', 1;';

    BEGIN TRY
        EXECUTE [csc].[run];
    END TRY
    BEGIN CATCH
        PRINT ERROR_MESSAGE();
    END CATCH;

    SELECT [l].[run_id], [l].[verdict], [l].[message] INTO [#Actual] FROM [csc].[complete_run_SpyProcedureLog] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([run_id], [verdict], [message]) VALUES (7, N'failed', N'SSD looks half-loaded.');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test words that may quote a value reach neither the caller nor the log]
AS
BEGIN
    DECLARE @number int, @message nvarchar(2048), @logged nvarchar(1000);
    EXECUTE [csc_frame_tests].[spy on the work] @refresh_command = N'RAISERROR (N''MARKED'', 16, 1);';

    BEGIN TRY
        EXECUTE [csc].[run];
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;

    SELECT @logged = [l].[message] FROM [csc].[complete_run_SpyProcedureLog] AS [l];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 51009, @Actual = @number;
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'SQL Server refused a statement with error 50000. Its own words may quote a value, so they are not kept.', @Actual = @message;
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = @message, @Actual = @logged;
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test submit in which children were refused is logged with their number]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_log';
    EXECUTE [csc_frame_tests].[spy on the work] @submit_command = N'INSERT INTO [csc].[run_log] ([run_id], [rejected]) VALUES (7, 2);';

    EXECUTE [csc].[submit];

    SELECT [l].[run_id], [l].[verdict], [l].[message] INTO [#Actual] FROM [csc].[complete_run_SpyProcedureLog] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([run_id], [verdict], [message])
    VALUES (7, N'succeeded', N'The receiver refused 2 children, each alone; the others were accepted. They wait until their payload changes: see csc.needs_attention.');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test lock is given back after success and after failure]
AS
BEGIN
    DECLARE @after_success nvarchar(32), @after_failure nvarchar(32);
    EXECUTE [csc_frame_tests].[spy on the work] @refresh_command = N'RAISERROR (N''SSD looks half-loaded.'', 16, 1);';

    EXECUTE [csc].[submit];
    SET @after_success = APPLOCK_MODE(N'csc_runner', N'csc.run', N'Session');
    BEGIN TRY
        EXECUTE [csc].[run];
    END TRY
    BEGIN CATCH
        SET @after_failure = APPLOCK_MODE(N'csc_runner', N'csc.run', N'Session');
    END CATCH;

    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'NoLock', @Actual = @after_success;
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'NoLock', @Actual = @after_failure;
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test lock is held while the work goes on]
AS
BEGIN
    EXECUTE [csc_frame_tests].[spy on the work]
        @refresh_command = N'IF APPLOCK_MODE(N''csc_runner'', N''csc.run'', N''Session'') <> N''Exclusive'' RAISERROR (N''The lock is not held.'', 16, 1);';
    EXECUTE [tSQLt].[ExpectNoException];

    EXECUTE [csc].[refresh];
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test release gives the lock back however often it was taken]
AS
BEGIN
    DECLARE @mode nvarchar(32);
    EXECUTE [sys].[sp_getapplock] @Resource = N'csc.run', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0, @DbPrincipal = N'csc_runner';
    EXECUTE [sys].[sp_getapplock] @Resource = N'csc.run', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0, @DbPrincipal = N'csc_runner';

    EXECUTE [csc].[release_run_lock];

    SET @mode = APPLOCK_MODE(N'csc_runner', N'csc.run', N'Session');
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'NoLock', @Actual = @mode;
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test requeue and purge hand on what they are given and log what was done]
AS
BEGIN
    EXECUTE [csc_frame_tests].[spy on the work];

    EXECUTE [csc].[requeue] @message = N'422', @dry_run = 0;
    EXECUTE [csc].[purge_history] @keep_days = 400;

    SELECT CONVERT(int, [l].[_id_]) AS [number], [l].[verdict], [l].[message] INTO [#Actual] FROM [csc].[complete_run_SpyProcedureLog] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([number], [verdict], [message]) VALUES (1, N'succeeded', N'requeued'), (2, N'succeeded', N'purged');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';

    IF NOT EXISTS (SELECT 1 FROM [csc].[requeue_children_SpyProcedureLog] AS [q] WHERE [q].[person_id] IS NULL AND [q].[message_pattern] = N'%422%' AND [q].[rule_name] IS NULL)
        EXECUTE [tSQLt].[Fail] @Message0 = N'csc.requeue_children was not given what its caller was.';
    IF NOT EXISTS (SELECT 1 FROM [csc].[delete_history_SpyProcedureLog] AS [d] WHERE [d].[keep_days] = 400)
        EXECUTE [tSQLt].[Fail] @Message0 = N'csc.delete_history was not given what its caller was.';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test run is opened in the log with who runs it]
AS
BEGIN
    DECLARE @login_name nvarchar(128), @expected nvarchar(128) = ORIGINAL_LOGIN();
    EXECUTE [csc_frame_tests].[spy on the work];

    EXECUTE [csc].[submit];

    SELECT @login_name = [l].[login_name] FROM [csc].[start_run_SpyProcedureLog] AS [l] WHERE [l].[operation] = N'submit' AND [l].[as_of] IS NULL;
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = @expected, @Actual = @login_name;
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test the lock is given back though the row of a failed run cannot be closed]
AS
BEGIN
    DECLARE @mode nvarchar(32);
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.complete_run', @CommandToExecute = N';THROW 51900, N''The log is full.'', 1;';
    EXECUTE [sys].[sp_getapplock] @Resource = N'csc.run', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0, @DbPrincipal = N'csc_runner';

    EXECUTE [csc].[end_run] @run_id = 7, @verdict = N'failed', @message = N'SSD looks half-loaded.';

    SET @mode = APPLOCK_MODE(N'csc_runner', N'csc.run', N'Session');
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'NoLock', @Actual = @mode;
END;
GO
CREATE PROCEDURE [csc_frame_tests].[test a run is not ended inside a transaction]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51001, @ExpectedMessagePattern = N'csc.end_run must not be called inside a transaction%';

    EXECUTE [csc].[end_run] @run_id = 7, @verdict = N'failed';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test a row that cannot be closed as succeeded is an error]
AS
BEGIN
    DECLARE @number int;
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.complete_run', @CommandToExecute = N';THROW 51900, N''The log is full.'', 1;';

    BEGIN TRY
        EXECUTE [csc].[end_run] @run_id = 7, @verdict = N'succeeded';
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51900, @Actual = @number;
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_frame_tests].[test what is sent goes under the run and the environment that is read]
AS
BEGIN
    DECLARE @summary nvarchar(1000) = N'left over';
    EXECUTE [csc_frame_tests].[spy on the work];

    EXECUTE [csc].[send_pending] @run_id = 8, @confirm_first_run = 1, @summary = @summary OUTPUT;

    SELECT [s].[run_id], [s].[confirm_first_run], [s].[server_name], [s].[database_key], @summary AS [summary] INTO [#Actual] FROM [csc].[submit_pending_SpyProcedureLog] AS [s];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([run_id], [confirm_first_run], [server_name], [database_key], [summary]) VALUES (8, 1, N'SERVER', N'KEY', NULL);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
