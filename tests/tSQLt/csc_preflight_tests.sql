-- csc.preflight: its own steps look at this server, so what they find is not tested here; what it makes of the steps of both assemblies is. Run as sysadmin.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_preflight_tests';
GO
CREATE PROCEDURE [csc_preflight_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.read_environment', @CommandToExecute = N'SET @server_name = N''SERVER''; SET @database_key = N''KEY'';';
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.read_secrets', @CommandToExecute = N'SET @client_secret = N''C''; SET @supplier_key = N''S'';';
END;
GO
-- In place of a step function: an error while its rows are made.
CREATE FUNCTION [csc_preflight_tests].[broken_steps] ()
RETURNS @steps TABLE ([step] nvarchar(64), [verdict] nvarchar(8), [detail] nvarchar(4000), [remedy] nvarchar(1000))
AS
BEGIN
    INSERT INTO @steps ([step], [verdict], [detail]) SELECT N'broken', N'ok', CONVERT(nvarchar(11), 1 / (SELECT COUNT(*) WHERE 1 = 0));
    RETURN;
END;
GO
CREATE FUNCTION [csc_preflight_tests].[good_submission_steps]
(
    @post_test_child bit,
    @server_name     nvarchar(128),
    @database_key    nvarchar(36),
    @client_secret   nvarchar(4000),
    @supplier_key    nvarchar(4000),
    @proxy_password  nvarchar(4000)
)
RETURNS TABLE
AS
RETURN
    SELECT N'Receiver' AS [step], N'ok' AS [verdict], @server_name + N' ' + @database_key + N' ' + CONVERT(nvarchar(1), @post_test_child) + N' ' + COALESCE(@client_secret, N'-') + COALESCE(@supplier_key, N'-') + COALESCE(@proxy_password, N'-') AS [detail], CAST(NULL AS nvarchar(1000)) AS [remedy];
GO
CREATE PROCEDURE [csc_preflight_tests].[test steps of both assemblies are shown, the second told where it is and given the secrets]
AS
BEGIN
    CREATE TABLE [#Steps] ([step] nvarchar(64), [verdict] nvarchar(8), [detail] nvarchar(4000), [remedy] nvarchar(1000));
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.preflight_ssd_steps',
        @FakeDataSource = N'SELECT N''SSD tables'' AS [step], N''ok'' AS [verdict], N''All are there.'' AS [detail], CAST(NULL AS nvarchar(1000)) AS [remedy]';
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.preflight_submission_steps', @FakeFunctionName = N'csc_preflight_tests.good_submission_steps';

    INSERT INTO [#Steps] ([step], [verdict], [detail], [remedy])
    EXECUTE [csc].[preflight] @post_test_child = 1;

    SELECT [s].[step], [s].[verdict], [s].[detail] INTO [#Actual] FROM [#Steps] AS [s] WHERE [s].[step] IN (N'SSD tables', N'Receiver');
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([step], [verdict], [detail]) VALUES (N'SSD tables', N'ok', N'All are there.'), (N'Receiver', N'ok', N'SERVER KEY 1 CS-');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_preflight_tests].[test own steps come first]
AS
BEGIN
    DECLARE @steps nvarchar(400);
    CREATE TABLE [#Steps] ([number] int IDENTITY (1, 1), [step] nvarchar(64), [verdict] nvarchar(8), [detail] nvarchar(4000), [remedy] nvarchar(1000));
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.preflight_ssd_steps',
        @FakeDataSource = N'SELECT N''SSD tables'' AS [step], N''ok'' AS [verdict], N''All are there.'' AS [detail], CAST(NULL AS nvarchar(1000)) AS [remedy]';
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.preflight_submission_steps', @FakeFunctionName = N'csc_preflight_tests.good_submission_steps';

    INSERT INTO [#Steps] ([step], [verdict], [detail], [remedy])
    EXECUTE [csc].[preflight];

    SELECT @steps = MIN(CASE WHEN [s].[number] = 1 THEN [s].[step] END) + N', ' + MIN(CASE WHEN [s].[number] = 2 THEN [s].[step] END) FROM [#Steps] AS [s];
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'Identity, CLR', @Actual = @steps;
END;
GO
CREATE PROCEDURE [csc_preflight_tests].[test a step that failed fails the preflight]
AS
BEGIN
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.preflight_ssd_steps',
        @FakeDataSource = N'SELECT N''SSD tables'' AS [step], N''failed'' AS [verdict], N''One is missing.'' AS [detail], CAST(NULL AS nvarchar(1000)) AS [remedy]';
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.preflight_submission_steps', @FakeFunctionName = N'csc_preflight_tests.good_submission_steps';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51020, @ExpectedMessage = N'csc.preflight: one step failed; a run would too.';

    EXECUTE [csc].[preflight];
END;
GO
-- Without a transaction: an error inside one would not let csc.preflight go on.
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_preflight_tests].[test an error in one assembly is a failed step and the other is still asked]
AS
BEGIN
    DECLARE @message nvarchar(2048);
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.preflight_ssd_steps', @FakeFunctionName = N'csc_preflight_tests.broken_steps';
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.preflight_submission_steps', @FakeFunctionName = N'csc_preflight_tests.good_submission_steps';

    BEGIN TRY
        EXECUTE [csc].[preflight];
    END TRY
    BEGIN CATCH
        SET @message = ERROR_MESSAGE();
    END CATCH;

    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'csc.preflight: one step failed; a run would too.', @Actual = @message;
END;
