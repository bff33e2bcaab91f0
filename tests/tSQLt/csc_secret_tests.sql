-- How secrets are kept: csc.encrypt_secret, csc.read_secrets, csc.protect_secrets, csc.reset_secrets, csc.renew_scrambling_key, csc.read_scrambling_key and csc.scrambling_key. They need the key that every deployment makes
-- (csc.protect_secrets). What changes keys is rolled back with tSQLt's transaction.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_secret_tests';
GO
CREATE PROCEDURE [csc_secret_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.secret';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting_log', @Identity = 1;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test what was set is read, and NULL for what was not]
AS
BEGIN
    DECLARE @client_secret nvarchar(4000), @supplier_key nvarchar(4000), @proxy_password nvarchar(4000);

    EXECUTE [csc].[set_secret] @name = N'client_secret', @value = N'not-a-secret-at-all';
    EXECUTE [csc].[set_secret] @name = N'supplier_key', @value = N'no-key-either';
    EXECUTE [csc].[read_secrets] @client_secret = @client_secret OUTPUT, @supplier_key = @supplier_key OUTPUT, @proxy_password = @proxy_password OUTPUT;

    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'not-a-secret-at-all', @Actual = @client_secret;
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'no-key-either', @Actual = @supplier_key;
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = NULL, @Actual = @proxy_password;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test what is kept holds nothing of the value]
AS
BEGIN
    EXECUTE [csc].[set_secret] @name = N'client_secret', @value = N'not-a-secret-at-all';

    SELECT [s].[name]
    INTO [#Clear]
    FROM [csc].[secret] AS [s]
    WHERE CONVERT(nvarchar(max), [s].[value], 2) LIKE N'%' + CONVERT(nvarchar(max), CONVERT(varbinary(100), N'secret'), 2) + N'%'
        OR CONVERT(nvarchar(max), [s].[value], 2) LIKE N'%' + CONVERT(nvarchar(max), CONVERT(varbinary(100), CONVERT(varchar(50), N'secret')), 2) + N'%';
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'#Clear';
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test the same value is encrypted otherwise each time]
AS
BEGIN
    DECLARE @first varbinary(8000), @second varbinary(8000), @is_same int;

    EXECUTE [csc].[encrypt_secret] @name = N'client_secret', @value = N'not-a-secret-at-all', @cipher = @first OUTPUT;
    EXECUTE [csc].[encrypt_secret] @name = N'client_secret', @value = N'not-a-secret-at-all', @cipher = @second OUTPUT;

    SET @is_same = CASE WHEN @first = @second THEN 1 WHEN @first IS NULL OR @second IS NULL THEN 1 ELSE 0 END;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 0, @Actual = @is_same;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test a value moved to another name is not decrypted]
AS
BEGIN
    EXECUTE [csc].[set_secret] @name = N'client_secret', @value = N'not-a-secret-at-all';
    UPDATE [csc].[secret] SET [name] = N'supplier_key';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51030;

    EXECUTE [csc].[read_secrets];
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test a scrambling key that cannot be read is told as such]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting';
    INSERT INTO [csc].[setting] ([name], [value]) VALUES (N'scramble', N'1');
    EXECUTE [csc].[set_secret] @name = N'client_secret', @value = N'not-a-secret-at-all';
    UPDATE [csc].[secret] SET [name] = N'scrambling_key';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51030, @ExpectedMessagePattern = N'The scrambling key is there and cannot be read. %';

    EXECUTE [csc].[read_scrambling_key];
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test the scrambling key is read where children are scrambled, and a missing one is NULL]
AS
BEGIN
    DECLARE @missing nvarchar(4000) = N'-', @unused nvarchar(4000) = N'-', @key nvarchar(4000), @length int;
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting';
    INSERT INTO [csc].[setting] ([name], [value]) VALUES (N'scramble', N'1');
    EXECUTE [csc].[read_scrambling_key] @scrambling_key = @missing OUTPUT;
    EXECUTE [csc].[renew_scrambling_key];
    EXECUTE [csc].[read_scrambling_key] @scrambling_key = @key OUTPUT;
    UPDATE [csc].[setting] SET [value] = N'0';
    EXECUTE [csc].[read_scrambling_key] @scrambling_key = @unused OUTPUT;

    SET @length = LEN(@key);
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = NULL, @Actual = @missing;
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = NULL, @Actual = @unused;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 64, @Actual = @length;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test a secret is not encrypted without the key, and the remedy is told]
AS
BEGIN
    DROP SYMMETRIC KEY [csc_secret];
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51031, @ExpectedMessagePattern = N'Nothing was changed. %csc.protect_secrets.';

    EXECUTE [csc].[encrypt_secret] @name = N'client_secret', @value = N'not-a-secret-at-all';
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test protecting again keeps the key, signs what uses it and leaves no private key of the signer]
AS
BEGIN
    DECLARE @before uniqueidentifier = KEY_GUID(N'csc_secret'), @after uniqueidentifier, @signatures int;

    EXECUTE [csc].[protect_secrets];

    SET @after = KEY_GUID(N'csc_secret');
    SELECT @signatures = COUNT(*)
    FROM [sys].[crypt_properties] AS [p]
    INNER JOIN [sys].[certificates] AS [c] ON [c].[thumbprint] = [p].[thumbprint]
    WHERE [c].[name] = N'csc_secret_signer'
        AND [c].[pvt_key_encryption_type] = 'NA'
        AND [p].[major_id] IN (OBJECT_ID(N'csc.encrypt_secret'), OBJECT_ID(N'csc.read_secrets'), OBJECT_ID(N'csc.scrambling_key'));
    EXECUTE [tSQLt].[AssertEquals] @Expected = @before, @Actual = @after;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 3, @Actual = @signatures;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test a renewed scrambling key is another one, logged by name, and ends what was staged]
AS
BEGIN
    DECLARE @first nvarchar(4000), @second nvarchar(4000), @is_new int, @length int, @logged int, @current int;
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.receiver', @Defaults = 1;
    INSERT INTO [csc].[receiver] ([receiver_id], [is_current], [scrambling]) VALUES (1, 1, N'fingerprint'), (2, 0, N'');

    EXECUTE [csc].[renew_scrambling_key];
    SET @first = [csc].[scrambling_key]();
    EXECUTE [csc].[renew_scrambling_key];
    SET @second = [csc].[scrambling_key]();

    SET @is_new = CASE WHEN @first <> @second THEN 1 ELSE 0 END;
    SET @length = LEN(@second);
    SELECT @logged = COUNT(*) FROM [csc].[setting_log] AS [l] WHERE [l].[name] = N'scrambling_key' AND [l].[old_value] IS NULL AND [l].[new_value] IS NULL;
    SELECT @current = COUNT(*) FROM [csc].[receiver] AS [r] WHERE [r].[is_current] = 1;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @is_new;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 64, @Actual = @length;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 2, @Actual = @logged;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 0, @Actual = @current;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test renewing the scrambling key leaves a receiver of real children current]
AS
BEGIN
    DECLARE @current int;
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.receiver', @Defaults = 1;
    INSERT INTO [csc].[receiver] ([receiver_id], [is_current], [scrambling]) VALUES (1, 1, N'');

    EXECUTE [csc].[renew_scrambling_key];

    SELECT @current = COUNT(*) FROM [csc].[receiver] AS [r] WHERE [r].[is_current] = 1;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @current;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test renewing the scrambling key is for a database owner]
AS
BEGIN
    CREATE USER [csc_secret_tests_member] WITHOUT LOGIN;
    GRANT EXECUTE ON OBJECT::[csc].[renew_scrambling_key] TO [csc_secret_tests_member];
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51035;

    EXECUTE AS USER = N'csc_secret_tests_member';
    EXECUTE [csc].[renew_scrambling_key];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test the scrambling key is no secret that anybody sets]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51010;

    EXECUTE [csc].[set_secret] @name = N'scrambling_key', @value = N'a key of my own, which I would know';
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test protecting is for a database owner]
AS
BEGIN
    CREATE USER [csc_secret_tests_member] WITHOUT LOGIN;
    GRANT EXECUTE ON OBJECT::[csc].[protect_secrets] TO [csc_secret_tests_member];
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51032;

    EXECUTE AS USER = N'csc_secret_tests_member';
    EXECUTE [csc].[protect_secrets];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test resetting lists the secrets and changes nothing unless told]
AS
BEGIN
    DECLARE @secrets int;
    CREATE TABLE [#Listed] ([name] nvarchar(64), [outcome] nvarchar(100));
    INSERT INTO [csc].[secret] ([name], [value]) VALUES (N'client_secret', 0x01), (N'supplier_key', 0x02);

    INSERT INTO [#Listed] ([name], [outcome]) EXECUTE [csc].[reset_secrets];

    SELECT [l].[name], [l].[outcome] INTO [#Actual] FROM [#Listed] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([name], [outcome]) VALUES (N'client_secret', N'would be removed'), (N'supplier_key', N'would be removed');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
    SELECT @secrets = COUNT(*) FROM [csc].[secret];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 2, @Actual = @secrets;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test resetting removes the secrets, logs their names and makes a new key]
AS
BEGIN
    DECLARE @before uniqueidentifier = KEY_GUID(N'csc_secret'), @is_new int;
    INSERT INTO [csc].[secret] ([name], [value]) VALUES (N'client_secret', 0x01);

    EXECUTE [csc].[reset_secrets] @dry_run = 0;

    SET @is_new = CASE WHEN KEY_GUID(N'csc_secret') <> @before THEN 1 ELSE 0 END;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @is_new;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.secret';
    SELECT [l].[name], [l].[old_value], [l].[new_value] INTO [#Actual] FROM [csc].[setting_log] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([name], [old_value], [new_value]) VALUES (N'client_secret', NULL, NULL);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_secret_tests].[test all faults of resetting are told at once and nothing changed]
AS
BEGIN
    DECLARE @number int, @message nvarchar(2048), @secrets int;
    INSERT INTO [csc].[secret] ([name], [value]) VALUES (N'client_secret', 0x01);

    BEGIN TRY
        EXECUTE [csc].[reset_secrets] @replace_master_key = NULL, @dry_run = NULL;
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51033, @Actual = @number;
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'Nothing was changed. @dry_run must be 0 or 1. @replace_master_key must be 0 or 1.', @Actual = @message;
    SELECT @secrets = COUNT(*) FROM [csc].[secret];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @secrets;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test a master key that can be opened is not replaced]
AS
BEGIN
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51033, @ExpectedMessagePattern = N'Nothing was changed.%This server opens the database master key, so it stays%';

    EXECUTE [csc].[reset_secrets] @replace_master_key = 1, @dry_run = 0;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test a master key that the server opens is not replaced where the certificate is gone]
AS
BEGIN
    DROP SYMMETRIC KEY [csc_secret];
    DROP CERTIFICATE [csc_secret];
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51033, @ExpectedMessagePattern = N'Nothing was changed.%This server opens the database master key, so it stays%';

    EXECUTE [csc].[reset_secrets] @replace_master_key = 1, @dry_run = 0;
END;
GO
CREATE PROCEDURE [csc_secret_tests].[test what is wrong with the key is told with the remedy]
AS
BEGIN
    DECLARE @missing nvarchar(1000) = [csc].[secret_key_fault](NULL, NULL), @unopened nvarchar(1000) = [csc].[secret_key_fault](1, NEWID());

    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'%csc.protect_secrets.', @Actual = @missing;
    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'%OPEN MASTER KEY%csc.reset_secrets%', @Actual = @unopened;
END;
