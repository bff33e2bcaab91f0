-- For a database owner, and run after every deployment: makes what keeps the secrets unreadable where it is not there yet, and signs anew.
-- 1. The database master key, only where this database has none, with a random password that nobody knows.
-- 2. Certificate csc_secret, protected by the database master key, and symmetric key csc_secret, protected by the certificate. Existing ones stay, and
--    with them the secrets.
-- 3. A new certificate csc_secret_signer with a random password, in place of the last one. Its user may use the key. csc.encrypt_secret, csc.read_secrets and
--    csc.scrambling_key are signed by it; then its private key is removed, so that nothing else will ever be. A changed module loses its signature.
-- Error 51032: the caller is no database owner. Nothing was changed. | A database owner calls it.
-- Error 51034: the server does not open the database master key, so no key for the secrets can be made. | Open the master key with its password as the message says, then deploy again.
CREATE PROCEDURE [csc].[protect_secrets]
    @help bit = 0
AS
BEGIN
    SET NOCOUNT, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL ON;
    SET XACT_ABORT, NUMERIC_ROUNDABORT OFF;
    SET IMPLICIT_TRANSACTIONS OFF;
    SET CURSOR_CLOSE_ON_COMMIT OFF;
    SET ROWCOUNT 0;
    SET TEXTSIZE 2147483647;
    SET LOCK_TIMEOUT 1800000;
    SET DATEFORMAT ymd;
    SET DATEFIRST 1;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;

    IF @help = 1
    BEGIN
        SELECT [h].[name], [h].[type], [h].[default_value], [h].[valid_values], [h].[meaning]
        FROM [csc].[procedure_help] AS [h]
        WHERE [h].[procedure_name] = N'protect_secrets'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @is_own                bit           = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END,
        @message               nvarchar(2048),
        @password              nvarchar(100),
        @master_key_statement  nvarchar(max),
        @certificate_statement nvarchar(max),
        @signature_statement   nvarchar(max);

    IF COALESCE(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'CONTROL'), 0) = 0
    BEGIN
        SET @message = N'Nothing was changed. csc.protect_secrets is for a database owner: it takes CONTROL of the database.';
        THROW 51032, @message, 1;
    END;

    -- 256 random bits; the prefix meets any password policy.
    SET @password = N'aA1!' + CONVERT(nvarchar(64), CRYPT_GEN_RANDOM(32), 2);

    BEGIN TRY
        IF NOT EXISTS (SELECT 1 FROM [sys].[symmetric_keys] AS [k] WHERE [k].[name] = N'##MS_DatabaseMasterKey##')
        BEGIN
            SET @master_key_statement = N'CREATE MASTER KEY ENCRYPTION BY PASSWORD = ' + QUOTENAME(@password, N'''') + N';';
            EXECUTE [sys].[sp_executesql] @master_key_statement;
            PRINT N'csc.protect_secrets: made the database master key. Its password is random and was not kept. Before this database is ever restored elsewhere or fails over, '
                + N'add one of your own: ALTER MASTER KEY ADD ENCRYPTION BY PASSWORD = ''...''; then keep it, or the secrets have to be set anew there.';
        END;

        IF NOT EXISTS (SELECT 1 FROM [sys].[certificates] AS [c] WHERE [c].[name] = N'csc_secret')
            CREATE CERTIFICATE [csc_secret] AUTHORIZATION [dbo]
            WITH SUBJECT = N'SsdClr: protects the key of csc.secret', EXPIRY_DATE = N'20991231'
            ACTIVE FOR BEGIN_DIALOG = OFF;

        IF NOT EXISTS (SELECT 1 FROM [sys].[symmetric_keys] AS [k] WHERE [k].[name] = N'csc_secret')
        BEGIN
            CREATE SYMMETRIC KEY [csc_secret] AUTHORIZATION [dbo]
            WITH ALGORITHM = AES_256
            ENCRYPTION BY CERTIFICATE [csc_secret];
            PRINT N'csc.protect_secrets: made the key of the secrets.';
        END;
    END TRY
    BEGIN CATCH
        -- 15581: the database has a master key, and the server does not open it.
        IF ERROR_NUMBER() <> 15581
            THROW;

        SET @message = N'csc.protect_secrets: the key of the secrets cannot be made, because this server does not open the database master key that is there. '
            + N'Open it with its password, then deploy again: OPEN MASTER KEY DECRYPTION BY PASSWORD = ''...''; ALTER MASTER KEY ADD ENCRYPTION BY SERVICE MASTER KEY;';
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51034, @message, 1;
    END CATCH;

    -- Inside a transaction of the caller a fault takes back what was done here, and nothing else.
    IF @is_own = 1
        SET XACT_ABORT ON;

    BEGIN TRY
        IF @is_own = 1
            BEGIN TRANSACTION;
        ELSE
            SAVE TRANSACTION [csc_change];

        IF EXISTS
        (
            SELECT 1
            FROM [sys].[crypt_properties] AS [p]
            INNER JOIN [sys].[certificates] AS [c] ON [c].[thumbprint] = [p].[thumbprint]
            WHERE [c].[name] = N'csc_secret_signer' AND [p].[class] = 1 AND [p].[major_id] = OBJECT_ID(N'[csc].[encrypt_secret]')
        )
            DROP SIGNATURE FROM OBJECT::[csc].[encrypt_secret] BY CERTIFICATE [csc_secret_signer];

        IF EXISTS
        (
            SELECT 1
            FROM [sys].[crypt_properties] AS [p]
            INNER JOIN [sys].[certificates] AS [c] ON [c].[thumbprint] = [p].[thumbprint]
            WHERE [c].[name] = N'csc_secret_signer' AND [p].[class] = 1 AND [p].[major_id] = OBJECT_ID(N'[csc].[read_secrets]')
        )
            DROP SIGNATURE FROM OBJECT::[csc].[read_secrets] BY CERTIFICATE [csc_secret_signer];

        IF EXISTS
        (
            SELECT 1
            FROM [sys].[crypt_properties] AS [p]
            INNER JOIN [sys].[certificates] AS [c] ON [c].[thumbprint] = [p].[thumbprint]
            WHERE [c].[name] = N'csc_secret_signer' AND [p].[class] = 1 AND [p].[major_id] = OBJECT_ID(N'[csc].[scrambling_key]')
        )
            DROP SIGNATURE FROM OBJECT::[csc].[scrambling_key] BY CERTIFICATE [csc_secret_signer];

        IF DATABASE_PRINCIPAL_ID(N'csc_secret_signer') IS NOT NULL
            DROP USER [csc_secret_signer];

        IF EXISTS (SELECT 1 FROM [sys].[certificates] AS [c] WHERE [c].[name] = N'csc_secret_signer')
            DROP CERTIFICATE [csc_secret_signer];

        SET @password = N'aA1!' + CONVERT(nvarchar(64), CRYPT_GEN_RANDOM(32), 2);
        SET @certificate_statement = N'CREATE CERTIFICATE [csc_secret_signer] AUTHORIZATION [dbo] ENCRYPTION BY PASSWORD = ' + QUOTENAME(@password, N'''')
            + N' WITH SUBJECT = N''SsdClr: signed csc.encrypt_secret, csc.read_secrets, csc.scrambling_key'', EXPIRY_DATE = N''20991231'' ACTIVE FOR BEGIN_DIALOG = OFF;';
        EXECUTE [sys].[sp_executesql] @certificate_statement;

        CREATE USER [csc_secret_signer] FOR CERTIFICATE [csc_secret_signer];

        IF EXISTS (SELECT 1 FROM [sys].[certificates] AS [c] WHERE [c].[name] = N'csc_secret')
            GRANT CONTROL ON CERTIFICATE::[csc_secret] TO [csc_secret_signer];

        IF EXISTS (SELECT 1 FROM [sys].[symmetric_keys] AS [k] WHERE [k].[name] = N'csc_secret')
            GRANT VIEW DEFINITION ON SYMMETRIC KEY::[csc_secret] TO [csc_secret_signer];

        SET @signature_statement = N'ADD SIGNATURE TO OBJECT::[csc].[encrypt_secret] BY CERTIFICATE [csc_secret_signer] WITH PASSWORD = ' + QUOTENAME(@password, N'''') + N';
ADD SIGNATURE TO OBJECT::[csc].[read_secrets] BY CERTIFICATE [csc_secret_signer] WITH PASSWORD = ' + QUOTENAME(@password, N'''') + N';
ADD SIGNATURE TO OBJECT::[csc].[scrambling_key] BY CERTIFICATE [csc_secret_signer] WITH PASSWORD = ' + QUOTENAME(@password, N'''') + N';';
        EXECUTE [sys].[sp_executesql] @signature_statement;

        ALTER CERTIFICATE [csc_secret_signer] REMOVE PRIVATE KEY;

        IF @is_own = 1
            COMMIT TRANSACTION;
    END TRY
    BEGIN CATCH
        IF @is_own = 1 AND XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
        IF @is_own = 0 AND XACT_STATE() = 1
            ROLLBACK TRANSACTION [csc_change];
        THROW;
    END CATCH;

    PRINT N'csc.protect_secrets: signed csc.encrypt_secret, csc.read_secrets and csc.scrambling_key; the signing key is gone.';
    RETURN 0;
END;
