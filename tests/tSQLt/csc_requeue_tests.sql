-- csc.requeue, csc.requeue_children behind it, and the view csc.requeueable that both read.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_requeue_tests';
GO
-- Receiver 1 is the present one. P1 to P4 wait for a person; P3 has nothing to send, P5 is tried again by itself, P6 is another receiver's.
CREATE PROCEDURE [csc_requeue_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.receiver';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.staging';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.begin_run', @CommandToExecute = N'SET @run_id = 7;';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.end_run';

    INSERT INTO [csc].[receiver] ([receiver_id], [is_current]) VALUES (1, 1), (2, 0);
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [change], [attempts], [last_message], [payload], [body])
    VALUES
        (1, N'P1', N'rejected', N'new', 1, N'Status 422: sex is missing.', N'{}', NULL),
        (1, N'P2', N'rejected', N'purge', 1, N'Status 400: 100% wrong.', NULL, N'{}'),
        (1, N'P3', N'rejected', N'purge', 1, N'Status 400.', NULL, NULL),
        (1, N'P4', N'pending', N'updated', 10, N'No answer.', N'{}', NULL),
        (1, N'P5', N'pending', N'updated', 9, N'No answer.', N'{}', NULL),
        (2, N'P6', N'rejected', N'new', 1, N'Status 422: sex is missing.', N'{}', NULL);
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test who waits for a person is listed with whether there is something to send]
AS
BEGIN
    SELECT [q].[person_id], [q].[has_content] INTO [#Actual] FROM [csc].[requeueable] AS [q];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([person_id], [has_content]) VALUES (N'P1', 1), (N'P2', 1), (N'P3', 0), (N'P4', 1);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test max_attempts decides who is left alone]
AS
BEGIN
    DECLARE @waiting int;
    INSERT INTO [csc].[setting] ([name], [value]) VALUES (N'max_attempts', N'9');

    SELECT @waiting = COUNT(*) FROM [csc].[requeueable] AS [q] WHERE [q].[state] = N'pending';

    EXECUTE [tSQLt].[AssertEquals] @Expected = 2, @Actual = @waiting;
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test dry run lists and changes nothing]
AS
BEGIN
    CREATE TABLE [#Listed] ([person_id] nvarchar(48), [state] nvarchar(12), [change] nvarchar(8), [attempts] int, [outcome] nvarchar(100), [last_message] nvarchar(400));

    INSERT INTO [#Listed] ([person_id], [state], [change], [attempts], [outcome], [last_message])
    EXECUTE [csc].[requeue] @everyone = 1;

    SELECT [l].[person_id], [l].[outcome] INTO [#Actual] FROM [#Listed] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([person_id], [outcome])
    VALUES
        (N'P1', N'would be pending'),
        (N'P2', N'would be pending'),
        (N'P3', N'stays: it has nothing to send; csc.refresh prepares it again'),
        (N'P4', N'would be pending');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.begin_run_SpyProcedureLog';
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test message is looked for literally]
AS
BEGIN
    DECLARE @pattern nvarchar(2000), @children int;
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.requeue_children';
    EXECUTE [csc].[requeue] @message = N'100% wrong', @dry_run = 0;
    CREATE TABLE [#Listed] ([person_id] nvarchar(48), [state] nvarchar(12), [change] nvarchar(8), [attempts] int, [outcome] nvarchar(100), [last_message] nvarchar(400));

    INSERT INTO [#Listed] ([person_id], [state], [change], [attempts], [outcome], [last_message])
    EXECUTE [csc].[requeue] @message = N'100% wrong';

    SELECT @children = COUNT(*) FROM [#Listed] AS [l] WHERE [l].[person_id] = N'P2';
    SELECT @pattern = [l].[message_pattern] FROM [csc].[requeue_children_SpyProcedureLog] AS [l];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @children;
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'%100!% wrong%', @Actual = @pattern;
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test one child is handed on]
AS
BEGIN
    DECLARE @person_id nvarchar(48);
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.requeue_children';

    EXECUTE [csc].[requeue] @person_id = N'P1', @dry_run = 0;

    SELECT @person_id = [l].[person_id] FROM [csc].[requeue_children_SpyProcedureLog] AS [l];
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'P1', @Actual = @person_id;
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test rule chooses the children of whom it is said today]
AS
BEGIN
    CREATE TABLE [#Listed] ([person_id] nvarchar(48), [state] nvarchar(12), [change] nvarchar(8), [attempts] int, [outcome] nvarchar(100), [last_message] nvarchar(400));
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.payload_issues',
        @FakeDataSource = N'SELECT N''P4'' AS [person_id], N''code_unknown'' AS [rule_name] UNION ALL SELECT N''P1'', N''sdq_score''';

    INSERT INTO [#Listed] ([person_id], [state], [change], [attempts], [outcome], [last_message])
    EXECUTE [csc].[requeue] @rule_name = N'code_unknown';

    SELECT [l].[person_id] INTO [#Actual] FROM [#Listed] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([person_id]) VALUES (N'P4');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test no choice is refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51014, @ExpectedMessage = N'Nothing was changed. Give one of @person_id, @message, @rule_name, @everyone = 1 and @everything = 1.';

    EXECUTE [csc].[requeue];
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test all faults are told at once]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51014,
        @ExpectedMessagePattern = N'Nothing was changed. Give one of % @message must not be blank; % @rule_name must not be blank; % @dry_run must be 0 or 1.';

    EXECUTE [csc].[requeue] @message = N'', @rule_name = N'', @dry_run = NULL;
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test all with something to send are made pending and counted]
AS
BEGIN
    DECLARE @summary nvarchar(1000);

    EXECUTE [csc].[requeue_children] @summary = @summary OUTPUT;

    SELECT [s].[person_id], [s].[state], [s].[attempts] INTO [#Actual] FROM [csc].[staging] AS [s];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([person_id], [state], [attempts])
    VALUES (N'P1', N'pending', 0), (N'P2', N'pending', 0), (N'P3', N'rejected', 1), (N'P4', N'pending', 0), (N'P5', N'pending', 9), (N'P6', N'rejected', 1);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'3 children are pending again, all that waited for a person.', @Actual = @summary;
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test children are listed with what became of them]
AS
BEGIN
    CREATE TABLE [#Listed] ([person_id] nvarchar(48), [state] nvarchar(12), [change] nvarchar(8), [attempts] int, [outcome] nvarchar(100), [last_message] nvarchar(400));

    INSERT INTO [#Listed] ([person_id], [state], [change], [attempts], [outcome], [last_message])
    EXECUTE [csc].[requeue_children];

    SELECT [l].[person_id], [l].[state], [l].[outcome] INTO [#Actual] FROM [#Listed] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([person_id], [state], [outcome])
    VALUES
        (N'P1', N'rejected', N'is pending'),
        (N'P2', N'rejected', N'is pending'),
        (N'P3', N'rejected', N'stays: it has nothing to send; csc.refresh prepares it again'),
        (N'P4', N'pending', N'is pending');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test one child alone is made pending]
AS
BEGIN
    DECLARE @pending int;

    EXECUTE [csc].[requeue_children] @person_id = N'P2';

    SELECT @pending = COUNT(*) FROM [csc].[staging] AS [s] WHERE [s].[attempts] = 0 AND [s].[person_id] = N'P2' AND [s].[state] = N'pending';
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @pending;
    SELECT @pending = COUNT(*) FROM [csc].[staging] AS [s] WHERE [s].[attempts] = 0;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @pending;
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test everything lists how many children that are]
AS
BEGIN
    CREATE TABLE [#Listed] ([children] int, [outcome] nvarchar(100));
    UPDATE [csc].[staging] SET [held] = N'{}' WHERE [person_id] IN (N'P1', N'P2', N'P4', N'P6');

    INSERT INTO [#Listed] ([children], [outcome]) EXECUTE [csc].[requeue] @everything = 1;

    DECLARE @children int = (SELECT [l].[children] FROM [#Listed] AS [l]);
    EXECUTE [tSQLt].[AssertEquals] @Expected = 2, @Actual = @children;
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test everything without its number is refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51014, @ExpectedMessagePattern = N'%@confirm_children must be 0%';

    EXECUTE [csc].[requeue] @everything = 1, @dry_run = 0;
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test everything is counted once more under the lock]
AS
BEGIN
    UPDATE [csc].[staging] SET [held] = N'{}' WHERE [person_id] IN (N'P1', N'P2', N'P4', N'P6');
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51014, @ExpectedMessagePattern = N'%@confirm_children must be 2%';

    EXECUTE [csc].[requeue_children] @everything = 1, @confirm_children = 3;
END;
GO
CREATE PROCEDURE [csc_requeue_tests].[test everything takes what was acknowledged from purges too]
AS
BEGIN
    UPDATE [csc].[staging] SET [held] = N'{}', [acknowledged_hash] = 0x01, [acknowledged_payload] = N'{}' WHERE [person_id] IN (N'P1', N'P2', N'P4', N'P6');

    EXECUTE [csc].[requeue_children] @everything = 1, @confirm_children = 2;

    DECLARE @acknowledged int = (SELECT COUNT(*) FROM [csc].[staging] AS [s] WHERE [s].[receiver_id] = 1 AND ([s].[acknowledged_hash] IS NOT NULL OR [s].[acknowledged_payload] IS NOT NULL));
    EXECUTE [tSQLt].[AssertEquals] @Expected = 0, @Actual = @acknowledged;
END;
GO
