-- csc.run, csc.refresh and csc.submit hand on what they are given. The frame and the work are spied here: what the frame does itself is in csc_frame_tests.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_run_tests';
GO
CREATE PROCEDURE [csc_run_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.begin_run', @CommandToExecute = N'SET @run_id = 7;';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.refresh_staging';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.send_pending';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.end_run';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test run hands on the date and what is confirmed]
AS
BEGIN
    EXECUTE [csc].[run] @as_of = '20260401', @confirm_deletions = 7, @confirm_removals = 9, @confirm_first_run = 1;

    SELECT [l].[operation], [r].[as_of], [r].[confirm_deletions], [r].[confirm_removals], [s].[confirm_first_run], [e].[verdict]
    INTO [#Actual]
    FROM [csc].[begin_run_SpyProcedureLog] AS [l]
    LEFT JOIN [csc].[refresh_staging_SpyProcedureLog] AS [r] ON [r].[run_id] = 7
    LEFT JOIN [csc].[send_pending_SpyProcedureLog] AS [s] ON [s].[run_id] = 7
    LEFT JOIN [csc].[end_run_SpyProcedureLog] AS [e] ON [e].[run_id] = 7;
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([operation], [as_of], [confirm_deletions], [confirm_removals], [confirm_first_run], [verdict])
    VALUES (N'run', '20260401', 7, 9, 1, N'succeeded');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test run confirms nothing by itself]
AS
BEGIN
    EXECUTE [csc].[run];

    SELECT [l].[operation], [r].[as_of], [r].[confirm_deletions], [r].[confirm_removals], [s].[confirm_first_run], [e].[verdict]
    INTO [#Actual]
    FROM [csc].[begin_run_SpyProcedureLog] AS [l]
    LEFT JOIN [csc].[refresh_staging_SpyProcedureLog] AS [r] ON [r].[run_id] = 7
    LEFT JOIN [csc].[send_pending_SpyProcedureLog] AS [s] ON [s].[run_id] = 7
    LEFT JOIN [csc].[end_run_SpyProcedureLog] AS [e] ON [e].[run_id] = 7;
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([operation], [as_of], [confirm_deletions], [confirm_removals], [confirm_first_run], [verdict])
    VALUES (N'run', NULL, NULL, NULL, 0, N'succeeded');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test refresh hands on the date and what is confirmed, and submits nothing]
AS
BEGIN
    EXECUTE [csc].[refresh] @as_of = '20260401', @confirm_deletions = 7, @confirm_removals = 9;

    SELECT [l].[operation], [r].[as_of], [r].[confirm_deletions], [r].[confirm_removals], [s].[confirm_first_run], [e].[verdict]
    INTO [#Actual]
    FROM [csc].[begin_run_SpyProcedureLog] AS [l]
    LEFT JOIN [csc].[refresh_staging_SpyProcedureLog] AS [r] ON [r].[run_id] = 7
    LEFT JOIN [csc].[send_pending_SpyProcedureLog] AS [s] ON [s].[run_id] = 7
    LEFT JOIN [csc].[end_run_SpyProcedureLog] AS [e] ON [e].[run_id] = 7;
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([operation], [as_of], [confirm_deletions], [confirm_removals], [confirm_first_run], [verdict])
    VALUES (N'refresh', '20260401', 7, 9, NULL, N'succeeded');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test submit hands on what is confirmed, and refreshes nothing]
AS
BEGIN
    EXECUTE [csc].[submit] @confirm_first_run = 1;

    SELECT [l].[operation], [r].[as_of], [r].[confirm_deletions], [r].[confirm_removals], [s].[confirm_first_run], [e].[verdict]
    INTO [#Actual]
    FROM [csc].[begin_run_SpyProcedureLog] AS [l]
    LEFT JOIN [csc].[refresh_staging_SpyProcedureLog] AS [r] ON [r].[run_id] = 7
    LEFT JOIN [csc].[send_pending_SpyProcedureLog] AS [s] ON [s].[run_id] = 7
    LEFT JOIN [csc].[end_run_SpyProcedureLog] AS [e] ON [e].[run_id] = 7;
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([operation], [as_of], [confirm_deletions], [confirm_removals], [confirm_first_run], [verdict])
    VALUES (N'submit', NULL, NULL, NULL, 1, N'succeeded');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test help calls nothing]
AS
BEGIN
    CREATE TABLE [#Help] ([name] nvarchar(128), [type] nvarchar(128), [default_value] nvarchar(400), [valid_values] nvarchar(400), [meaning] nvarchar(1000));
    INSERT INTO [#Help] ([name], [type], [default_value], [valid_values], [meaning]) EXECUTE [csc].[run] @help = 1;
    INSERT INTO [#Help] ([name], [type], [default_value], [valid_values], [meaning]) EXECUTE [csc].[refresh] @help = 1;
    INSERT INTO [#Help] ([name], [type], [default_value], [valid_values], [meaning]) EXECUTE [csc].[submit] @help = 1;

    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.begin_run_SpyProcedureLog';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test what each guard counted is shown with its verdict]
AS
BEGIN
    CREATE TABLE [#Actual] ([guard] nvarchar(128), [counted] bigint, [passes_up_to] bigint, [verdict] nvarchar(16));
    CREATE TABLE [#Expected] ([guard] nvarchar(128), [counted] bigint, [passes_up_to] bigint, [verdict] nvarchar(16));
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_figure';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_log';
    INSERT INTO [csc].[run_log] ([run_id], [verdict]) VALUES (7, N'failed'), (8, N'succeeded');
    INSERT INTO [csc].[run_figure] ([run_id], [kind], [name], [amount], [of_total])
    VALUES (7, N'guard', N'deletions', 3, 3), (7, N'guard', N'changed_children', 21, 20), (7, N'age', N'05', 9, NULL), (8, N'guard', N'deletions', 4, 3);

    INSERT INTO [#Actual] ([guard], [counted], [passes_up_to], [verdict])
    EXECUTE [tSQLt].[ResultSetFilter] @ResultsetNo = 2, @Command = N'EXECUTE [csc].[show_refresh] @run_id = 7;';

    INSERT INTO [#Expected] ([guard], [counted], [passes_up_to], [verdict]) VALUES (N'deletions', 3, 3, N'passes'), (N'changed_children', 21, 20, N'stops');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test a run that there is not shows no guard and no error]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectNoException];

    EXECUTE [csc].[show_refresh] @run_id = NULL;
END;
GO
