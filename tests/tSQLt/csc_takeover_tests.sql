-- csc.take_over_d2i_staging: what it lists, what it refuses and what it hands on. What becomes of which row is C#, and tested there.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_takeover_tests';
GO
CREATE PROCEDURE [csc_takeover_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.begin_run', @CommandToExecute = N'SET @run_id = 7;';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.take_over_children';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.end_run';
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.children_to_take_over',
        @FakeDataSource = N'SELECT N''P1'' AS [person_id], N''1001'' AS [la_child_id], 2 AS [table_rows], N''taken over'' AS [verdict], N''as_sent'' AS [reason], N''meaning a'' AS [meaning], N''R-1'' AS [receipt], CAST(NULL AS datetime) AS [acknowledged_at]
UNION ALL SELECT N''P2'', N''1002'', 1, N''left'', N''never_sent'', N''meaning b'', NULL, NULL
UNION ALL SELECT N''P3'', N''1003'', 1, N''left'', N''never_sent'', N''meaning b'', NULL, NULL';
END;
GO
CREATE PROCEDURE [csc_takeover_tests].[test children are listed and nothing is handed on]
AS
BEGIN
    CREATE TABLE [#Listed] ([person_id] nvarchar(48), [la_child_id] nvarchar(48), [table_rows] int, [verdict] nvarchar(16), [reason] nvarchar(32), [receipt] nvarchar(100), [acknowledged_at] datetime);

    INSERT INTO [#Listed] ([person_id], [la_child_id], [table_rows], [verdict], [reason], [receipt], [acknowledged_at])
    EXECUTE [tSQLt].[ResultSetFilter] @ResultsetNo = 1, @Command = N'EXECUTE [csc].[take_over_d2i_staging];';

    SELECT [l].[person_id], [l].[verdict], [l].[reason], [l].[receipt] INTO [#Actual] FROM [#Listed] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([person_id], [verdict], [reason], [receipt])
    VALUES (N'P1', N'taken_over', N'as_sent', N'R-1'), (N'P2', N'left', N'never_sent', NULL), (N'P3', N'left', N'never_sent', NULL);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.begin_run_SpyProcedureLog';
END;
GO
CREATE PROCEDURE [csc_takeover_tests].[test counts follow, with what each reason means]
AS
BEGIN
    CREATE TABLE [#Counted] ([verdict] nvarchar(16), [reason] nvarchar(32), [children] int, [meaning] nvarchar(400));

    INSERT INTO [#Counted] ([verdict], [reason], [children], [meaning])
    EXECUTE [tSQLt].[ResultSetFilter] @ResultsetNo = 2, @Command = N'EXECUTE [csc].[take_over_d2i_staging];';

    SELECT [c].[verdict], [c].[reason], [c].[children], [c].[meaning] INTO [#Actual] FROM [#Counted] AS [c];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([verdict], [reason], [children], [meaning]) VALUES (N'taken_over', N'as_sent', 1, N'meaning a'), (N'left', N'never_sent', 2, N'meaning b');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_takeover_tests].[test applying hands everything on]
AS
BEGIN
    EXECUTE [csc].[take_over_d2i_staging] @table_name = N'old', @sent_to = N'https://old.example/', @confirm_whole = 1, @confirm_apart = 1, @apply = 1;

    SELECT [b].[operation], [l].[table_name], [l].[sent_to], [l].[confirm_whole], [l].[confirm_apart]
    INTO [#Actual]
    FROM [csc].[take_over_children_SpyProcedureLog] AS [l]
    CROSS JOIN [csc].[begin_run_SpyProcedureLog] AS [b];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([operation], [table_name], [sent_to], [confirm_whole], [confirm_apart]) VALUES (N'takeover', N'old', N'https://old.example/', 1, 1);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_takeover_tests].[test applying without the address is refused]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51016, @ExpectedMessagePattern = N'Nothing was taken over. @sent_to must be %';

    EXECUTE [csc].[take_over_d2i_staging] @apply = 1;
END;
GO
CREATE PROCEDURE [csc_takeover_tests].[test all faults are told at once]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51016,
        @ExpectedMessagePattern = N'Nothing was taken over. @table_name must name the table. @confirm_whole, @confirm_apart and @apply must be 0 or 1. @sent_to must be %';

    EXECUTE [csc].[take_over_d2i_staging] @table_name = N'', @confirm_whole = NULL, @apply = 1;
END;
