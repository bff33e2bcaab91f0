-- csc.run, csc.refresh and csc.submit hand their work to csc.perform, which is spied here: what it does itself is in csc_perform_tests.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_run_tests';
GO
CREATE PROCEDURE [csc_run_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.perform';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test run hands on the date and what is confirmed]
AS
BEGIN
    EXECUTE [csc].[run] @as_of = '20260401', @confirm_deletions = 7, @confirm_removals = 9, @confirm_first_run = 1;

    SELECT [l].[operation], [l].[as_of], [l].[confirm_deletions], [l].[confirm_removals], [l].[confirm_first_run]
    INTO [#Actual]
    FROM [csc].[perform_SpyProcedureLog] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([operation], [as_of], [confirm_deletions], [confirm_removals], [confirm_first_run])
    VALUES (N'run', '20260401', 7, 9, 1);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test run confirms nothing by itself]
AS
BEGIN
    EXECUTE [csc].[run];

    SELECT [l].[operation], [l].[as_of], [l].[confirm_deletions], [l].[confirm_removals], [l].[confirm_first_run]
    INTO [#Actual]
    FROM [csc].[perform_SpyProcedureLog] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([operation], [as_of], [confirm_deletions], [confirm_removals], [confirm_first_run])
    VALUES (N'run', NULL, NULL, NULL, 0);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test refresh hands on the date and what is confirmed, and submits nothing]
AS
BEGIN
    EXECUTE [csc].[refresh] @as_of = '20260401', @confirm_deletions = 7, @confirm_removals = 9;

    SELECT [l].[operation], [l].[as_of], [l].[confirm_deletions], [l].[confirm_removals], [l].[confirm_first_run]
    INTO [#Actual]
    FROM [csc].[perform_SpyProcedureLog] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([operation], [as_of], [confirm_deletions], [confirm_removals], [confirm_first_run])
    VALUES (N'refresh', '20260401', 7, 9, 0);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test submit hands on what is confirmed, and refreshes nothing]
AS
BEGIN
    EXECUTE [csc].[submit] @confirm_first_run = 1;

    SELECT [l].[operation], [l].[as_of], [l].[confirm_deletions], [l].[confirm_removals], [l].[confirm_first_run]
    INTO [#Actual]
    FROM [csc].[perform_SpyProcedureLog] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([operation], [as_of], [confirm_deletions], [confirm_removals], [confirm_first_run])
    VALUES (N'submit', NULL, NULL, NULL, 1);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_run_tests].[test help calls nothing]
AS
BEGIN
    CREATE TABLE [#Help] ([name] nvarchar(128), [type] nvarchar(128), [default] nvarchar(400), [meaning] nvarchar(1000));
    INSERT INTO [#Help] ([name], [type], [default], [meaning]) EXECUTE [csc].[run] @help = 1;
    INSERT INTO [#Help] ([name], [type], [default], [meaning]) EXECUTE [csc].[refresh] @help = 1;
    INSERT INTO [#Help] ([name], [type], [default], [meaning]) EXECUTE [csc].[submit] @help = 1;

    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.perform_SpyProcedureLog';
END;
