-- Says that this copy of the database, on this server, has taken the place of the one that submitted before. The other still counts itself confirmed: remove
-- its jobs first. Two copies that both submit would undo one another. For database owners: no role of ours may call it.
-- Error 51012: the caller is no database owner, or cannot see which database this is. Nothing was changed. | A database owner calls it, with VIEW ANY DATABASE.
CREATE PROCEDURE [csc].[confirm_environment]
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
        WHERE [h].[procedure_name] = N'confirm_environment'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @is_own       bit           = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END,
        @message      nvarchar(2048),
        @server_name  nvarchar(128),
        @database_key nvarchar(36),
        @earlier      nvarchar(400),
        @now          datetime2(3)  = SYSUTCDATETIME(),
        @login_name   nvarchar(256) = ORIGINAL_LOGIN();

    -- A role of the authority's own may be allowed to run every procedure of the database.
    IF COALESCE(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'CONTROL'), 0) = 0
    BEGIN
        SET @message = N'Nothing was changed. csc.confirm_environment is for a database owner: it takes CONTROL of the database.';
        THROW 51012, @message, 1;
    END;

    EXECUTE [csc].[read_environment] @server_name = @server_name OUTPUT, @database_key = @database_key OUTPUT;

    IF @server_name IS NULL OR @database_key IS NULL
    BEGIN
        SET @message = N'Nothing was changed. The identity of this database cannot be seen: it takes VIEW ANY DATABASE, which public has unless it was denied.';
        THROW 51012, @message, 1;
    END;

    -- Inside a transaction of the caller a fault takes back what was done here, and nothing else.
    IF @is_own = 1
        SET XACT_ABORT ON;

    BEGIN TRY
        IF @is_own = 1
            BEGIN TRANSACTION;
        ELSE
            SAVE TRANSACTION [csc_change];

        SELECT TOP (1) @earlier = [e].[server_name] + N' ' + [e].[database_key]
        FROM [csc].[environment] AS [e] WITH (UPDLOCK, HOLDLOCK)
        WHERE [e].[confirmed_at] IS NOT NULL
        ORDER BY [e].[confirmed_at] DESC;

        DELETE FROM [csc].[environment];

        INSERT INTO [csc].[environment] ([server_name], [database_key], [first_seen_at], [confirmed_at], [confirmed_by])
        VALUES (@server_name, @database_key, @now, @now, @login_name);

        INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by])
        VALUES (N'environment', @earlier, @server_name + N' ' + @database_key, @now, @login_name);

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

    PRINT N'Submissions from ' + @server_name + N' (' + @database_key + N') are confirmed.';
    IF @earlier <> @server_name + N' ' + @database_key
        PRINT N'Before, it was ' + @earlier + N'. If that database is still there, it still submits: remove its jobs (agent-job-remove.sql).';
    RETURN 0;
END;
