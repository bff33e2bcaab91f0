-- csc.set_setting, csc.set_secret, csc.change_setting behind them, and csc.store_setting. Tests of faults run without tSQLt's transaction, as most callers do; one runs inside
-- it, because a refusal leaves the caller's transaction alone. Tables are fakes.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_setting_tests';
GO
CREATE PROCEDURE [csc_setting_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.secret';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting_log', @Identity = 1;
END;
GO
-- Fails unless nothing was written.
CREATE PROCEDURE [csc_setting_tests].[assert nothing was changed]
AS
BEGIN
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.setting';
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.secret';
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.setting_log';
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test setting is stored and logged with old and new value]
AS
BEGIN
    EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'302';
    EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'303';

    SELECT [l].[name], [l].[old_value], [l].[new_value] INTO [#Actual] FROM [csc].[setting_log] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([name], [old_value], [new_value]) VALUES (N'la_code', NULL, N'302'), (N'la_code', N'302', N'303');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test setting holds one row with the last value]
AS
BEGIN
    EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'302';
    EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'303';

    SELECT [s].[name], [s].[value] INTO [#Actual] FROM [csc].[setting] AS [s];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([name], [value]) VALUES (N'la_code', N'303');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test store_setting stores and logs what was checked elsewhere]
AS
BEGIN
    EXECUTE [csc].[store_setting] @name = N'la_code', @value = N'302';
    EXECUTE [csc].[store_setting] @name = N'la_code', @value = NULL;

    SELECT [l].[name], [l].[old_value], [l].[new_value] INTO [#Actual] FROM [csc].[setting_log] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([name], [old_value], [new_value]) VALUES (N'la_code', NULL, N'302'), (N'la_code', N'302', NULL);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.setting';
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test value that is the default is not stored]
AS
BEGIN
    EXECUTE [csc].[set_setting] @name = N'batch_size', @value = N'100';

    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.setting';
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test NULL goes back to the default]
AS
BEGIN
    EXECUTE [csc].[set_setting] @name = N'batch_size', @value = N'50';
    EXECUTE [csc].[set_setting] @name = N'batch_size', @value = NULL;

    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.setting';
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test NULL removes a setting that another version has stored]
AS
BEGIN
    INSERT INTO [csc].[setting] ([name], [value], [changed_at], [changed_by])
    VALUES (N'of_another_version', N'1', SYSUTCDATETIME(), N'x');

    EXECUTE [csc].[set_setting] @name = N'of_another_version', @value = NULL;

    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.setting';
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test who changed it is the original login]
AS
BEGIN
    DECLARE @changed_by nvarchar(256), @expected nvarchar(128) = ORIGINAL_LOGIN();

    EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'302';

    SELECT @changed_by = [l].[changed_by] FROM [csc].[setting_log] AS [l];
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = @expected, @Actual = @changed_by;
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test secret is logged by its name alone]
AS
BEGIN
    EXECUTE [csc].[set_secret] @name = N'client_secret', @value = N'not-a-secret-at-all';

    SELECT [l].[name], [l].[old_value], [l].[new_value] INTO [#Actual] FROM [csc].[setting_log] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([name], [old_value], [new_value]) VALUES (N'client_secret', NULL, NULL);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test secret is kept apart from settings]
AS
BEGIN
    DECLARE @name nvarchar(64);

    EXECUTE [csc].[set_secret] @name = N'client_secret', @value = N'not-a-secret-at-all';

    SELECT @name = [s].[name] FROM [csc].[secret] AS [s];
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'client_secret', @Actual = @name;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.setting';
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test secret is removed by NULL]
AS
BEGIN
    EXECUTE [csc].[set_secret] @name = N'client_secret', @value = N'not-a-secret-at-all';
    EXECUTE [csc].[set_secret] @name = N'client_secret', @value = NULL;

    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.secret';
END;
GO
CREATE PROCEDURE [csc_setting_tests].[test a refusal leaves the transaction of the caller open and sound]
AS
BEGIN
    DECLARE @state smallint;
    SET XACT_ABORT ON;

    BEGIN TRY
        EXECUTE [csc].[set_setting] @name = N'no_such_setting', @value = N'1';
    END TRY
    BEGIN CATCH
        SET @state = XACT_STATE();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @state;
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_setting_tests].[test unknown name is refused and nothing changed]
AS
BEGIN
    DECLARE @number int, @message nvarchar(2048);

    BEGIN TRY
        EXECUTE [csc].[set_setting] @name = N'no_such_setting', @value = N'1';
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51010, @Actual = @number;
    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'Nothing was changed. @name must be one of those%', @Actual = @message;
    EXECUTE [csc_setting_tests].[assert nothing was changed];
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_setting_tests].[test name left out is refused and nothing changed]
AS
BEGIN
    DECLARE @number int;

    BEGIN TRY
        EXECUTE [csc].[set_secret];
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51010, @Actual = @number;
    EXECUTE [csc_setting_tests].[assert nothing was changed];
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_setting_tests].[test value that does not fit the setting is refused and nothing changed]
AS
BEGIN
    DECLARE @number int;

    BEGIN TRY
        EXECUTE [csc].[set_setting] @name = N'batch_size', @value = N'101';
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51010, @Actual = @number;
    EXECUTE [csc_setting_tests].[assert nothing was changed];
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_setting_tests].[test address that is not https is refused and nothing changed]
AS
BEGIN
    DECLARE @number int;

    BEGIN TRY
        EXECUTE [csc].[set_setting] @name = N'base_url', @value = N'http://receiver.invalid/';
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51010, @Actual = @number;
    EXECUTE [csc_setting_tests].[assert nothing was changed];
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_setting_tests].[test secret given as a setting is refused, its value not told]
AS
BEGIN
    DECLARE @message nvarchar(2048);

    BEGIN TRY
        EXECUTE [csc].[set_setting] @name = N'client_secret', @value = N'not-a-secret-at-all';
    END TRY
    BEGIN CATCH
        SET @message = ERROR_MESSAGE();
    END CATCH;

    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'Nothing was changed. client_secret is a secret: use csc.set_secret.', @Actual = @message;
    EXECUTE [csc_setting_tests].[assert nothing was changed];
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_setting_tests].[test setting given as a secret is refused and nothing changed]
AS
BEGIN
    DECLARE @message nvarchar(2048);

    BEGIN TRY
        EXECUTE [csc].[set_secret] @name = N'la_code', @value = N'302';
    END TRY
    BEGIN CATCH
        SET @message = ERROR_MESSAGE();
    END CATCH;

    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'Nothing was changed. la_code is a setting: use csc.set_setting.', @Actual = @message;
    EXECUTE [csc_setting_tests].[assert nothing was changed];
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_setting_tests].[test all faults are told at once]
AS
BEGIN
    DECLARE @message nvarchar(2048), @long nvarchar(max) = REPLICATE(CONVERT(nvarchar(max), N'x'), 4001);

    BEGIN TRY
        EXECUTE [csc].[change_setting] @name = N'no_such_setting', @value = @long, @is_secret = NULL;
    END TRY
    BEGIN CATCH
        SET @message = ERROR_MESSAGE();
    END CATCH;

    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'Nothing was changed. @is_secret must be 0 or 1. @name must be %. @value must not be longer than 4000 characters.', @Actual = @message;
    EXECUTE [csc_setting_tests].[assert nothing was changed];
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_setting_tests].[test store_setting without a name is refused and nothing changed]
AS
BEGIN
    DECLARE @number int;

    BEGIN TRY
        EXECUTE [csc].[store_setting] @name = N'', @value = N'302';
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51010, @Actual = @number;
    EXECUTE [csc_setting_tests].[assert nothing was changed];
END;
