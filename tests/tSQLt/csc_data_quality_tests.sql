-- csc.data_quality: the order and choice of findings. What is found is C#, and tested there.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_data_quality_tests';
GO
-- In place of csc.data_quality_findings: an error, a warning and a table without findings.
CREATE FUNCTION [csc_data_quality_tests].[findings]
(
    @object nvarchar(128)
)
RETURNS TABLE
AS
RETURN
    SELECT [f].[object_name], [f].[column_name], [f].[check_name], [f].[severity], [f].[row_count], [f].[found], [f].[example_keys], [f].[detail]
    FROM (VALUES
        (N'table_a', CAST(NULL AS nvarchar(128)), N'none', N'ok', CAST(3 AS bigint), CAST(NULL AS bigint), CAST(NULL AS nvarchar(600)), N'Nothing was found.'),
        (N'table_b', N'column_b', N'code', N'warning', 3, 1, N'1', N'A code.'),
        (N'table_c', N'column_c', N'key', N'error', 3, 2, N'1, 2', N'A key.')
    ) AS [f] ([object_name], [column_name], [check_name], [severity], [row_count], [found], [example_keys], [detail])
    WHERE [f].[object_name] = @object;
GO
CREATE PROCEDURE [csc_data_quality_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.model_objects';
    INSERT INTO [csc].[model_objects] ([object_name]) VALUES (N'table_a'), (N'table_b'), (N'table_c');
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.data_quality_findings', @FakeFunctionName = N'csc_data_quality_tests.findings';
END;
GO
CREATE PROCEDURE [csc_data_quality_tests].[test errors come first, then warnings, then tables without findings]
AS
BEGIN
    DECLARE @result int;
    CREATE TABLE [#Found]
    (
        [number] int IDENTITY (1, 1), [severity] nvarchar(8), [object_name] nvarchar(128), [column_name] nvarchar(128), [check_name] nvarchar(32),
        [found] bigint, [row_count] bigint, [example_keys] nvarchar(600), [detail] nvarchar(1000)
    );

    INSERT INTO [#Found] ([severity], [object_name], [column_name], [check_name], [found], [row_count], [example_keys], [detail])
    EXECUTE @result = [csc].[data_quality];

    SELECT CONVERT(int, [f].[number]) AS [number], [f].[object_name], [f].[severity] INTO [#Actual] FROM [#Found] AS [f];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([number], [object_name], [severity]) VALUES (1, N'table_c', N'error'), (2, N'table_b', N'warning'), (3, N'table_a', N'ok');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @result;
END;
GO
CREATE PROCEDURE [csc_data_quality_tests].[test severity chooses, and 0 comes back without an error]
AS
BEGIN
    DECLARE @result int, @rows int;
    CREATE TABLE [#Found]
    (
        [severity] nvarchar(8), [object_name] nvarchar(128), [column_name] nvarchar(128), [check_name] nvarchar(32),
        [found] bigint, [row_count] bigint, [example_keys] nvarchar(600), [detail] nvarchar(1000)
    );

    INSERT INTO [#Found] ([severity], [object_name], [column_name], [check_name], [found], [row_count], [example_keys], [detail])
    EXECUTE @result = [csc].[data_quality] @object = N'table_b', @severity = N'error';

    SELECT @rows = COUNT(*) FROM [#Found] AS [f];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 0, @Actual = @rows;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 0, @Actual = @result;
END;
GO
CREATE PROCEDURE [csc_data_quality_tests].[test all faults are told at once]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51023,
        @ExpectedMessagePattern = N'Nothing was checked. @object is no table of the SSD% @severity must be error, warning or NULL.';

    EXECUTE [csc].[data_quality] @object = N'no_such_table', @severity = N'ok';
END;
