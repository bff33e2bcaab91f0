-- csc.purge_history, csc.delete_history behind it, the view csc.past_batch, and csc.check_recent_run, which reads the same log.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_history_tests';
GO
CREATE PROCEDURE [csc_history_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.staging';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_log';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_figure';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.batch_log';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.batch_child';
END;
GO
-- Batches 1 and 2 are past; a child waits for 3, 4 has no outcome, 5 is the newest. All are old but 2.
CREATE PROCEDURE [csc_history_tests].[seed]
AS
BEGIN
    DECLARE @old datetime2(3) = DATEADD(DAY, -500, SYSUTCDATETIME()), @young datetime2(3) = DATEADD(DAY, -10, SYSUTCDATETIME());

    INSERT INTO [csc].[batch_log] ([batch_id], [run_id], [started_at], [outcome])
    VALUES (1, 1, @old, N'accepted'), (2, 2, @young, N'accepted'), (3, 3, @old, N'accepted'), (4, 3, @old, N'in_flight'), (5, 3, @old, N'accepted');
    INSERT INTO [csc].[batch_child] ([batch_id], [position], [person_id]) VALUES (1, 0, N'P1'), (2, 0, N'P1'), (3, 0, N'P2');
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [unconfirmed_batch_id], [state_changed_at])
    VALUES (1, N'P2', N'in_flight', 3, @old), (1, N'P8', N'purged', NULL, @old), (1, N'P9', N'purged', NULL, @young);
    INSERT INTO [csc].[run_log] ([run_id], [started_at], [verdict])
    VALUES (1, @old, N'succeeded'), (2, @young, N'succeeded'), (3, @old, N'succeeded'), (4, @old, N'running');
    INSERT INTO [csc].[run_figure] ([run_id], [kind], [name]) VALUES (1, N'age', N'07'), (2, N'age', N'07');
END;
GO
CREATE PROCEDURE [csc_history_tests].[test batches that nothing depends on are past]
AS
BEGIN
    EXECUTE [csc_history_tests].[seed];

    SELECT [p].[batch_id] INTO [#Actual] FROM [csc].[past_batch] AS [p];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([batch_id]) VALUES (1), (2);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_history_tests].[test old history goes and what something depends on stays]
AS
BEGIN
    DECLARE @summary nvarchar(1000);
    EXECUTE [csc_history_tests].[seed];

    EXECUTE [csc].[delete_history] @keep_days = 400, @summary = @summary OUTPUT;

    SELECT [k].[kind], [k].[id]
    INTO [#Actual]
    FROM
    (
        SELECT N'run' AS [kind], CONVERT(nvarchar(48), [r].[run_id]) AS [id] FROM [csc].[run_log] AS [r]
        UNION ALL
        SELECT N'figure of run', CONVERT(nvarchar(48), [f].[run_id]) FROM [csc].[run_figure] AS [f]
        UNION ALL
        SELECT N'batch', CONVERT(nvarchar(48), [b].[batch_id]) FROM [csc].[batch_log] AS [b]
        UNION ALL
        SELECT N'child of batch', CONVERT(nvarchar(48), [c].[batch_id]) FROM [csc].[batch_child] AS [c]
        UNION ALL
        SELECT N'staged', [s].[person_id] COLLATE DATABASE_DEFAULT FROM [csc].[staging] AS [s]
    ) AS [k];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([kind], [id])
    VALUES
        (N'run', N'2'), (N'run', N'3'), (N'run', N'4'),
        (N'figure of run', N'2'),
        (N'batch', N'2'), (N'batch', N'3'), (N'batch', N'4'), (N'batch', N'5'),
        (N'child of batch', N'2'), (N'child of batch', N'3'),
        (N'staged', N'P2'), (N'staged', N'P9');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'1 runs and 1 batches older than 400 days were removed.', @Actual = @summary;
END;
GO
CREATE PROCEDURE [csc_history_tests].[test delete_history refuses fewer than 30 days of its own]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51015, @ExpectedMessage = N'Nothing was removed. @keep_days must be from 30 to 36500.';

    EXECUTE [csc].[delete_history] @keep_days = 29;
END;
GO
CREATE PROCEDURE [csc_history_tests].[test delete_history refuses more than 36500 days of its own]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51015;

    EXECUTE [csc].[delete_history] @keep_days = 36501;
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_history_tests].[test delete_history without a number of days changes nothing]
AS
BEGIN
    DECLARE @number int, @runs int;
    EXECUTE [csc_history_tests].[seed];

    BEGIN TRY
        EXECUTE [csc].[delete_history];
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    SELECT @runs = COUNT(*) FROM [csc].[run_log];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 51015, @Actual = @number;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 4, @Actual = @runs;
END;
GO
CREATE PROCEDURE [csc_history_tests].[test days to keep are handed on]
AS
BEGIN
    DECLARE @keep_days int;
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.begin_run', @CommandToExecute = N'SET @run_id = 7;';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.delete_history';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.end_run';

    EXECUTE [csc].[purge_history] @keep_days = 30;

    SELECT @keep_days = [l].[keep_days] FROM [csc].[delete_history_SpyProcedureLog] AS [l];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 30, @Actual = @keep_days;
END;
GO
CREATE PROCEDURE [csc_history_tests].[test fewer than 30 days are refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51015, @ExpectedMessage = N'Nothing was removed. @keep_days must be from 30 to 36500.';

    EXECUTE [csc].[purge_history] @keep_days = 29;
END;
GO
CREATE PROCEDURE [csc_history_tests].[test no number of days is refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51015;

    EXECUTE [csc].[purge_history] @keep_days = NULL;
END;
GO
CREATE PROCEDURE [csc_history_tests].[test watchdog is content with a good run in time]
AS
BEGIN
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [ended_at]) VALUES (1, N'run', N'succeeded', DATEADD(HOUR, -29, SYSUTCDATETIME()));
    EXECUTE [tSQLt].[ExpectNoException];

    EXECUTE [csc].[check_recent_run];
END;
GO
CREATE PROCEDURE [csc_history_tests].[test watchdog fails when the last good run is too old]
AS
BEGIN
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [ended_at], [started_at], [message])
    VALUES
        (1, N'run', N'succeeded', DATEADD(HOUR, -31, SYSUTCDATETIME()), DATEADD(HOUR, -32, SYSUTCDATETIME()), NULL),
        (2, N'refresh', N'succeeded', SYSUTCDATETIME(), SYSUTCDATETIME(), NULL),
        (3, N'run', N'failed', SYSUTCDATETIME(), SYSUTCDATETIME(), N'SSD looks half-loaded.');
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51022, @ExpectedMessagePattern = N'%no run has ended well within the last 30 hours; the last good one ended % failed: SSD looks half-loaded.%';

    EXECUTE [csc].[check_recent_run];
END;
GO
CREATE PROCEDURE [csc_history_tests].[test watchdog names a run older than its time]
AS
BEGIN
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [started_at], [ended_at])
    VALUES
        (1, N'run', N'succeeded', DATEADD(HOUR, -9, SYSUTCDATETIME()), DATEADD(HOUR, -8, SYSUTCDATETIME())),
        (2, N'run', N'running', DATEADD(HOUR, -5, SYSUTCDATETIME()), NULL);
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51024, @ExpectedMessagePattern = N'csc.check_recent_run: run 2 started % has not ended, and is older than run_time_budget_s%';

    EXECUTE [csc].[check_recent_run];
END;
GO
CREATE PROCEDURE [csc_history_tests].[test watchdog fails when nothing has ever run]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51022, @ExpectedMessagePattern = N'%there has been no good one yet. None has ever started.%';

    EXECUTE [csc].[check_recent_run] @within_hours = 1;
END;
GO
CREATE PROCEDURE [csc_history_tests].[test watchdog refuses hours out of range]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51021, @ExpectedMessage = N'csc.check_recent_run: @within_hours must be from 1 to 8760.';

    EXECUTE [csc].[check_recent_run] @within_hours = 0;
END;
