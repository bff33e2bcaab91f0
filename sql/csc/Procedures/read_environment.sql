-- Internal: which database this is, and on which server. A copy restored elsewhere, or beside the original, gives another answer; the replicas
-- of an availability group are one environment. A NULL means that the caller may not see it (VIEW ANY DATABASE, which public has, was denied).
CREATE PROCEDURE [csc].[read_environment]
    @server_name  nvarchar(128) = NULL OUTPUT, -- output | The server, or "availability group".
    @database_key nvarchar(36)  = NULL OUTPUT, -- output | What tells this database from its copies.
    @help         bit           = 0
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
        WHERE [h].[procedure_name] = N'read_environment'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    SELECT
        @server_name = CASE
            WHEN [d].[group_database_id] IS NULL THEN CONVERT(nvarchar(128), SERVERPROPERTY(N'ServerName'))
            ELSE N'availability group'
        END,
        @database_key = CONVERT(nvarchar(36), COALESCE([d].[group_database_id], [r].[database_guid]))
    FROM [sys].[databases] AS [d]
    LEFT OUTER JOIN [sys].[database_recovery_status] AS [r] ON [r].[database_id] = [d].[database_id]
    WHERE [d].[database_id] = DB_ID();

    RETURN 0;
END;
