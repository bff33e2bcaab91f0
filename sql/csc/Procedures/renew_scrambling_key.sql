-- Makes a new random key that children are scrambled under, in place of the last one, and logs that. It is shown to nobody. Every scrambled child becomes another one,
-- so the receiver counts as another one: nothing that was acknowledged carries over, and nothing is sent scrambled before the next refresh.
-- For database owners: who can renew the key can end what a receiver was sent.
-- Error 51035: the caller is no database owner. Nothing was changed. | A database owner calls it.
-- Error 51036: another run holds the lock, and goes on under the key it began with. Nothing was changed. | Wait until the run that the message names has ended.
CREATE PROCEDURE [csc].[renew_scrambling_key]
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
        WHERE [h].[procedure_name] = N'renew_scrambling_key'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @is_own     bit           = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END,
        @message    nvarchar(2048),
        @key        nvarchar(64),
        @cipher     varbinary(8000),
        @lock       int,
        @now        datetime2(3)  = SYSUTCDATETIME(),
        @login_name nvarchar(256) = ORIGINAL_LOGIN();

    -- A role of the authority's own may be allowed to run every procedure of the database.
    IF COALESCE(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'CONTROL'), 0) = 0
    BEGIN
        SET @message = N'Nothing was changed. csc.renew_scrambling_key is for a database owner: it takes CONTROL of the database.';
        THROW 51035, @message, 1;
    END;

    SET @key = CONVERT(nvarchar(64), CRYPT_GEN_RANDOM(32), 2);
    EXECUTE [csc].[encrypt_secret] @name = N'scrambling_key', @value = @key, @cipher = @cipher OUTPUT;

    -- A run goes on under the key it began with. The lock is the session's, so that it is refused before there is anything to take back.
    EXECUTE @lock = [sys].[sp_getapplock]
        @Resource = N'csc.run', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0, @DbPrincipal = N'csc_runner';

    IF @lock < 0
    BEGIN
        SELECT TOP (1)
            @message = N' Started ' + CONVERT(nvarchar(19), [l].[started_at], 126) + N' UTC'
                + N' by ' + COALESCE([l].[login_name], N'an unknown login')
                + N' on ' + COALESCE([l].[host_name], N'an unknown host')
                + N' (' + [l].[operation] + N', run ' + CONVERT(nvarchar(20), [l].[run_id]) + N').'
        FROM [csc].[run_log] AS [l]
        WHERE [l].[verdict] = N'running'
        ORDER BY [l].[run_id] DESC;

        SET @message = N'Nothing was changed. csc.renew_scrambling_key: another run holds the lock.' + COALESCE(@message, N'') + N' Wait until it has ended.';
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51036, @message, 1;
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
        WHERE [name] = N'scrambling_key';

        INSERT INTO [csc].[secret] ([name], [value], [changed_at], [changed_by])
        VALUES (N'scrambling_key', @cipher, @now, @login_name);

        INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by])
        VALUES (N'scrambling_key', NULL, NULL, @now, @login_name);

        -- What is staged under the last key must not leave any more.
        UPDATE [csc].[receiver]
        SET [is_current] = 0
        WHERE [is_current] = 1
            AND [scrambling] <> N'';

        IF @is_own = 1
            COMMIT TRANSACTION;
    END TRY
    BEGIN CATCH
        IF @is_own = 1 AND XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
        IF @is_own = 0 AND XACT_STATE() = 1
            ROLLBACK TRANSACTION [csc_change];
        IF XACT_STATE() = -1
            THROW;
        EXECUTE [csc].[release_run_lock];
        THROW;
    END CATCH;

    EXECUTE [csc].[release_run_lock];

    PRINT N'csc.renew_scrambling_key: made a new key. The next refresh stages every scrambled child anew.';
    RETURN 0;
END;
