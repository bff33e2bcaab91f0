-- For a database owner, where the secrets can no longer be decrypted: removes them and their key, and makes a new key. They have to be set again.
-- Nothing is changed unless @dry_run = 0; either way the secrets concerned are listed, by name.
-- Error 51033: an argument is wrong, the caller is no database owner, or the master key can be opened or protects more than the secrets. Nothing was changed. | Correct each fault that the message names.
CREATE PROCEDURE [csc].[reset_secrets]
    @replace_master_key bit = 0, -- 0 or 1 | 1 also replaces the database master key, where it cannot be opened and no password is known. Refused if this server opens it, or if it protects anything else.
    @dry_run            bit = 1, -- 0 or 1 | 1 lists and changes nothing; 0 removes the secrets and their key and makes a new key.
    @help               bit = 0
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
        WHERE [h].[procedure_name] = N'reset_secrets'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @is_own     bit            = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END,
        @faults     nvarchar(2048) = N'',
        @now        datetime2(3)   = SYSUTCDATETIME(),
        @login_name nvarchar(128)  = ORIGINAL_LOGIN();

    DECLARE @removed TABLE ([name] nvarchar(64) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY);

    IF COALESCE(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'CONTROL'), 0) = 0
        SET @faults = @faults + N' csc.reset_secrets is for a database owner: it takes CONTROL of the database.';

    IF @dry_run IS NULL
        SET @faults = @faults + N' @dry_run must be 0 or 1.';

    IF @replace_master_key IS NULL
        SET @faults = @faults + N' @replace_master_key must be 0 or 1.';

    -- MK: the private key is protected by the database master key.
    IF @replace_master_key = 1
        AND
        (
            EXISTS (SELECT 1 FROM [sys].[certificates] AS [c] WHERE [c].[pvt_key_encryption_type] = N'MK' AND [c].[name] <> N'csc_secret')
            OR EXISTS (SELECT 1 FROM [sys].[asymmetric_keys] AS [a] WHERE [a].[pvt_key_encryption_type] = N'MK')
            OR EXISTS (SELECT 1 FROM [sys].[database_scoped_credentials] AS [d])
        )
        SET @faults = @faults + N' The database master key protects more than the secrets: sys.certificates, sys.asymmetric_keys, sys.database_scoped_credentials.';

    -- Any use of the private key shows whether the database master key can be opened here. Without the certificate only the server's own note of it is left.
    IF @replace_master_key = 1
    BEGIN TRY
        IF SIGNBYCERT(CERT_ID(N'csc_secret'), N'csc.reset_secrets') IS NOT NULL
            OR (CERT_ID(N'csc_secret') IS NULL AND EXISTS (SELECT 1 FROM [sys].[databases] AS [d] WHERE [d].[database_id] = DB_ID() AND [d].[is_master_key_encrypted_by_server] = 1))
            SET @faults = @faults + N' This server opens the database master key, so it stays: leave @replace_master_key out.';
    END TRY
    BEGIN CATCH
        -- 15466, 15581: it cannot be decrypted or opened.
        IF ERROR_NUMBER() NOT IN (15466, 15581)
            THROW;
    END CATCH;

    IF @faults <> N''
    BEGIN
        SET @faults = N'Nothing was changed.' + @faults;
        SET @faults = REPLACE(@faults, N'%', N'%%');
        THROW 51033, @faults, 1;
    END;

    IF @dry_run = 1
    BEGIN
        SELECT [s].[name], N'would be removed' AS [outcome]
        FROM [csc].[secret] AS [s]
        ORDER BY [s].[name];
        RETURN 0;
    END;

    -- Inside a transaction of the caller a fault takes back what was done here, and nothing else.
    IF @is_own = 1
        SET XACT_ABORT ON;

    BEGIN TRY
        IF @is_own = 1
            BEGIN TRANSACTION;
        ELSE
            SAVE TRANSACTION [csc_change];

        DELETE FROM [csc].[secret]
        OUTPUT [deleted].[name] INTO @removed ([name]);

        INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by])
        SELECT [r].[name], NULL, NULL, @now, @login_name
        FROM @removed AS [r];

        IF EXISTS (SELECT 1 FROM [sys].[symmetric_keys] AS [k] WHERE [k].[name] = N'csc_secret')
            DROP SYMMETRIC KEY [csc_secret];

        IF EXISTS (SELECT 1 FROM [sys].[certificates] AS [c] WHERE [c].[name] = N'csc_secret')
            DROP CERTIFICATE [csc_secret];

        IF @replace_master_key = 1 AND EXISTS (SELECT 1 FROM [sys].[symmetric_keys] AS [k] WHERE [k].[name] = N'##MS_DatabaseMasterKey##')
            DROP MASTER KEY;

        EXECUTE [csc].[protect_secrets];

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

    -- From what was removed: another session may have set or removed a secret in the meantime.
    SELECT
        [r].[name],
        CASE [r].[name] WHEN N'scrambling_key' THEN N'is removed: make a new one with csc.renew_scrambling_key' ELSE N'is removed: set it again with csc.set_secret' END AS [outcome]
    FROM @removed AS [r]
    ORDER BY [r].[name];

    RETURN 0;
END;
