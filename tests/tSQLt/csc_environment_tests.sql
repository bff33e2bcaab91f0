-- csc.read_environment, csc.note_environment and csc.confirm_environment.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_environment_tests';
GO
CREATE PROCEDURE [csc_environment_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.environment';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.batch_log';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting_log', @Identity = 1;
END;
GO
CREATE PROCEDURE [csc_environment_tests].[test the identity of this database is seen]
AS
BEGIN
    DECLARE @server_name nvarchar(128), @database_key nvarchar(36);

    EXECUTE [csc].[read_environment] @server_name = @server_name OUTPUT, @database_key = @database_key OUTPUT;

    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'_%', @Actual = @server_name;
    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'________-____-____-____-____________', @Actual = @database_key;
END;
GO
CREATE PROCEDURE [csc_environment_tests].[test the first environment is confirmed by itself]
AS
BEGIN
    DECLARE @confirmed int;

    EXECUTE [csc].[note_environment] @server_name = N'SERVER', @database_key = N'KEY';

    SELECT @confirmed = COUNT(*) FROM [csc].[environment] AS [e] WHERE [e].[server_name] = N'SERVER' AND [e].[database_key] = N'KEY' AND [e].[confirmed_at] IS NOT NULL;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @confirmed;
END;
GO
CREATE PROCEDURE [csc_environment_tests].[test another environment is noted without being confirmed]
AS
BEGIN
    EXECUTE [csc].[note_environment] @server_name = N'SERVER', @database_key = N'KEY';
    EXECUTE [csc].[note_environment] @server_name = N'OTHER', @database_key = N'KEY';

    SELECT [e].[server_name], CASE WHEN [e].[confirmed_at] IS NULL THEN 0 ELSE 1 END AS [is_confirmed] INTO [#Actual] FROM [csc].[environment] AS [e];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([server_name], [is_confirmed]) VALUES (N'SERVER', 1), (N'OTHER', 0);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_environment_tests].[test where the database was before, unconfirmed, is forgotten]
AS
BEGIN
    EXECUTE [csc].[note_environment] @server_name = N'SERVER', @database_key = N'KEY';
    EXECUTE [csc].[note_environment] @server_name = N'OTHER', @database_key = N'KEY';
    EXECUTE [csc].[note_environment] @server_name = N'SERVER', @database_key = N'COPY';
    EXECUTE [csc].[note_environment] @server_name = NULL, @database_key = NULL;

    SELECT [e].[server_name], [e].[database_key], CASE WHEN [e].[confirmed_at] IS NULL THEN 0 ELSE 1 END AS [is_confirmed] INTO [#Actual] FROM [csc].[environment] AS [e];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([server_name], [database_key], [is_confirmed]) VALUES (N'SERVER', N'KEY', 1), (N'SERVER', N'COPY', 0);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_environment_tests].[test nothing is confirmed by itself where something has left]
AS
BEGIN
    DECLARE @confirmed int;
    INSERT INTO [csc].[batch_log] ([batch_id], [outcome]) VALUES (1, N'accepted');

    EXECUTE [csc].[note_environment] @server_name = N'SERVER', @database_key = N'KEY';

    SELECT @confirmed = COUNT(*) FROM [csc].[environment] AS [e] WHERE [e].[confirmed_at] IS NOT NULL;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 0, @Actual = @confirmed;
END;
GO
CREATE PROCEDURE [csc_environment_tests].[test an environment is noted once]
AS
BEGIN
    DECLARE @rows int;

    EXECUTE [csc].[note_environment] @server_name = N'SERVER', @database_key = N'KEY';
    EXECUTE [csc].[note_environment] @server_name = N'SERVER', @database_key = N'KEY';

    SELECT @rows = COUNT(*) FROM [csc].[environment];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @rows;
END;
GO
CREATE PROCEDURE [csc_environment_tests].[test an environment that is not seen is not noted]
AS
BEGIN
    EXECUTE [csc].[note_environment] @server_name = N'SERVER', @database_key = NULL;

    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.environment';
END;
GO
CREATE PROCEDURE [csc_environment_tests].[test confirming leaves this environment alone, and logs which it was before]
AS
BEGIN
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.read_environment', @CommandToExecute = N'SET @server_name = N''NEW''; SET @database_key = N''K2'';';
    EXECUTE [csc].[note_environment] @server_name = N'OLD', @database_key = N'K1';

    EXECUTE [csc].[confirm_environment];

    SELECT [e].[server_name], [e].[database_key], [l].[name], [l].[old_value], [l].[new_value]
    INTO [#Actual]
    FROM [csc].[environment] AS [e]
    CROSS JOIN [csc].[setting_log] AS [l]
    WHERE [e].[confirmed_at] IS NOT NULL;
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([server_name], [database_key], [name], [old_value], [new_value]) VALUES (N'NEW', N'K2', N'environment', N'OLD K1', N'NEW K2');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_environment_tests].[test an environment that is not seen cannot be confirmed]
AS
BEGIN
    DECLARE @number int;
    EXECUTE [tSQLt].[SpyProcedure] @ProcedureName = N'csc.read_environment';

    BEGIN TRY
        EXECUTE [csc].[confirm_environment];
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51012, @Actual = @number;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.environment';
END;
