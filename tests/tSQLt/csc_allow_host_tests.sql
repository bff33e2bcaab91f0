-- csc.allow_host. Tests of faults run without tSQLt's transaction, as most callers do.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_allow_host_tests';
GO
CREATE PROCEDURE [csc_allow_host_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.allowed_host';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting_log', @Identity = 1;
END;
GO
CREATE PROCEDURE [csc_allow_host_tests].[test host is added in lower case and logged]
AS
BEGIN
    EXECUTE [csc].[allow_host] @host = N'Receiver.Example.gov.uk', @purpose = N'receiver';

    SELECT [h].[purpose], [h].[host], [l].[name], [l].[old_value], [l].[new_value]
    INTO [#Actual]
    FROM [csc].[allowed_host] AS [h]
    CROSS JOIN [csc].[setting_log] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([purpose], [host], [name], [old_value], [new_value])
    VALUES (N'receiver', N'receiver.example.gov.uk', N'allowed_host: receiver', NULL, N'receiver.example.gov.uk');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_allow_host_tests].[test host that is there already is not added twice]
AS
BEGIN
    DECLARE @hosts int;

    EXECUTE [csc].[allow_host] @host = N'receiver.example.gov.uk', @purpose = N'receiver';
    EXECUTE [csc].[allow_host] @host = N'receiver.example.gov.uk', @purpose = N'receiver';

    SELECT @hosts = COUNT(*) FROM [csc].[allowed_host];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @hosts;
END;
GO
CREATE PROCEDURE [csc_allow_host_tests].[test host is taken back for its purpose alone]
AS
BEGIN
    EXECUTE [csc].[allow_host] @host = N'receiver.example.gov.uk', @purpose = N'receiver';
    EXECUTE [csc].[allow_host] @host = N'receiver.example.gov.uk', @purpose = N'token';
    EXECUTE [csc].[allow_host] @host = N'receiver.example.gov.uk', @purpose = N'receiver', @remove = 1;

    SELECT [h].[purpose] INTO [#Actual] FROM [csc].[allowed_host] AS [h];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([purpose]) VALUES (N'token');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_allow_host_tests].[test real records are allowed to a test host, logged, and taken back]
AS
BEGIN
    EXECUTE [csc].[allow_host] @host = N'test.example.gov.uk', @purpose = N'test', @real_records = 1;
    EXECUTE [csc].[allow_host] @host = N'other.example.gov.uk', @purpose = N'test', @real_records = 1;
    EXECUTE [csc].[allow_host] @host = N'test.example.gov.uk', @purpose = N'test';

    SELECT [h].[host], [h].[real_records], [l].[new_value]
    INTO [#Actual]
    FROM [csc].[allowed_host] AS [h]
    INNER JOIN [csc].[setting_log] AS [l] ON [l].[new_value] LIKE [h].[host] + N'%';
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([host], [real_records], [new_value])
    VALUES
        (N'test.example.gov.uk', 0, N'test.example.gov.uk (real records)'),
        (N'test.example.gov.uk', 0, N'test.example.gov.uk'),
        (N'other.example.gov.uk', 1, N'other.example.gov.uk (real records)');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_allow_host_tests].[test real records need a test host]
AS
BEGIN
    DECLARE @number int;

    BEGIN TRY
        EXECUTE [csc].[allow_host] @host = N'receiver.example.gov.uk', @purpose = N'receiver', @real_records = 1;
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51011, @Actual = @number;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.allowed_host';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_allow_host_tests].[test all faults are told at once and nothing changed]
AS
BEGIN
    DECLARE @number int, @message nvarchar(2048);

    BEGIN TRY
        EXECUTE [csc].[allow_host] @host = NULL, @purpose = N'everything', @real_records = NULL, @remove = NULL;
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51011, @Actual = @number;
    EXECUTE [tSQLt].[AssertEqualsString]
        @Expected = N'Nothing was changed. @host must be given. @purpose must be receiver, test or token. @real_records must be 0 or 1. @remove must be 0 or 1.', @Actual = @message;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.allowed_host';
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.setting_log';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_allow_host_tests].[test host that is none is refused]
AS
BEGIN
    DECLARE @number int;

    BEGIN TRY
        EXECUTE [csc].[allow_host] @host = N'https://receiver.example.gov.uk/path', @purpose = N'receiver';
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51011, @Actual = @number;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.allowed_host';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_allow_host_tests].[test host that was never added cannot be taken back]
AS
BEGIN
    DECLARE @message nvarchar(2048);

    BEGIN TRY
        EXECUTE [csc].[allow_host] @host = N'.education.gov.uk', @purpose = N'receiver', @remove = 1;
    END TRY
    BEGIN CATCH
        SET @message = ERROR_MESSAGE();
    END CATCH;

    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'Nothing was changed. @host is not among those that were added for this purpose%', @Actual = @message;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.setting_log';
END;
