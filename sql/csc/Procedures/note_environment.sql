-- Internal: notes in which environment this database runs. It is confirmed by itself only where nothing has ever left from here; anywhere
-- else what was acknowledged belongs to another one, and csc.confirm_environment has to say that this one has taken its place. Where the database was before, unconfirmed,
-- is forgotten.
CREATE PROCEDURE [csc].[note_environment]
    @server_name  nvarchar(128) = NULL, -- as csc.read_environment gives it, or NULL | The server. NULL notes nothing: the submission then says so and sends nothing.
    @database_key nvarchar(36)  = NULL, -- as csc.read_environment gives it, or NULL | What tells this database from its copies.
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
        WHERE [h].[procedure_name] = N'note_environment'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @now        datetime2(3)  = SYSUTCDATETIME(),
        @login_name nvarchar(256) = ORIGINAL_LOGIN();

    INSERT INTO [csc].[environment] ([server_name], [database_key], [first_seen_at], [confirmed_at], [confirmed_by])
    SELECT [n].[server_name], [n].[database_key], @now, CASE WHEN [n].[is_first] = 1 THEN @now END, CASE WHEN [n].[is_first] = 1 THEN @login_name END
    FROM
    (
        SELECT
            @server_name AS [server_name],
            @database_key AS [database_key],
            CASE WHEN EXISTS (SELECT 1 FROM [csc].[environment]) OR EXISTS (SELECT 1 FROM [csc].[batch_log]) THEN 0 ELSE 1 END AS [is_first]
    ) AS [n]
    WHERE [n].[server_name] IS NOT NULL
        AND [n].[database_key] IS NOT NULL
        AND NOT EXISTS
        (
            SELECT 1
            FROM [csc].[environment] AS [e]
            WHERE [e].[server_name] = @server_name COLLATE Latin1_General_BIN2
                AND [e].[database_key] = @database_key COLLATE Latin1_General_BIN2
        );

    -- After the insert, which sees by these rows that this environment is not the first.
    DELETE FROM [csc].[environment]
    WHERE [confirmed_at] IS NULL
        AND ([server_name] <> @server_name COLLATE Latin1_General_BIN2 OR [database_key] <> @database_key COLLATE Latin1_General_BIN2)
        AND @server_name IS NOT NULL
        AND @database_key IS NOT NULL;

    RETURN 0;
END;
