-- For a database owner, where the secrets can no longer be decrypted: removes them and their key, and makes a new key. They have to be set again.
-- Nothing is changed unless @dry_run = 0; either way the secrets concerned are listed, by name.
CREATE PROCEDURE [csc].[reset_secrets]
    @replace_master_key bit = 0,
    @dry_run            bit = 1,
    @help               bit = 0
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;

    IF @help = 1
    BEGIN
        SELECT [h].[name], [h].[type], [h].[default], [h].[meaning]
        FROM (VALUES
            (N'@replace_master_key', N'bit', N'0', N'1 also replaces the database master key, for where it cannot be opened either and no password is known; refused where it protects anything else.'),
            (N'@dry_run', N'bit', N'1', N'1 lists and changes nothing; 0 removes the secrets and their key and makes a new key.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    DECLARE
        @faults     nvarchar(2048) = N'',
        @now        datetime2(3)   = SYSUTCDATETIME(),
        @login_name nvarchar(128)  = ORIGINAL_LOGIN();

    BEGIN TRY
        IF HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'CONTROL') = 0
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

        IF @faults <> N''
        BEGIN
            SET @faults = N'Nothing was changed.' + @faults;
            THROW 51033, @faults, 1;
        END;

        SELECT
            [s].[name],
            CASE WHEN @dry_run = 1 THEN N'would be removed' ELSE N'is removed: set it again with csc.set_secret' END AS [outcome]
        FROM [csc].[secret] AS [s]
        ORDER BY [s].[name];

        IF @dry_run = 1
            RETURN 0;

        BEGIN TRANSACTION;

        INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by])
        SELECT [s].[name], NULL, NULL, @now, @login_name
        FROM [csc].[secret] AS [s];

        DELETE FROM [csc].[secret];

        IF EXISTS (SELECT 1 FROM [sys].[symmetric_keys] AS [k] WHERE [k].[name] = N'csc_secret')
            DROP SYMMETRIC KEY [csc_secret];

        IF EXISTS (SELECT 1 FROM [sys].[certificates] AS [c] WHERE [c].[name] = N'csc_secret')
            DROP CERTIFICATE [csc_secret];

        IF @replace_master_key = 1 AND EXISTS (SELECT 1 FROM [sys].[symmetric_keys] AS [k] WHERE [k].[name] = N'##MS_DatabaseMasterKey##')
            DROP MASTER KEY;

        COMMIT TRANSACTION;

        EXECUTE [csc].[protect_secrets];
    END TRY
    BEGIN CATCH
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
        THROW;
    END CATCH;

    RETURN 0;
END;
