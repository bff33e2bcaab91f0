-- Internal: shows what a refresh found: children by state and change, what each guard counted, and the changes by block of the payload and reason.
CREATE PROCEDURE [csc].[show_refresh]
    @run_id bigint = NULL, -- required; as csc.begin_run gave it | The run that refreshed.
    @help   bit    = 0
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
        WHERE [h].[procedure_name] = N'show_refresh'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    SELECT [s].[state], [s].[change], [s].[children], [s].[meaning]
    FROM [csc].[status] AS [s]
    ORDER BY [s].[state], [s].[change];

    SELECT
        [f].[name] AS [guard],
        [f].[amount] AS [counted],
        [f].[of_total] AS [passes_up_to],
        CASE
            WHEN [f].[amount] <= [f].[of_total] THEN N'passes'
            WHEN [l].[verdict] = N'failed' THEN N'stops'
            ELSE N'confirmed'
        END AS [verdict]
    FROM [csc].[run_figure] AS [f]
    INNER JOIN [csc].[run_log] AS [l] ON [l].[run_id] = [f].[run_id]
    WHERE [f].[run_id] = @run_id
        AND [f].[kind] = N'guard'
    ORDER BY [f].[name];

    SELECT [c].[block], [c].[reason], [c].[children], [c].[changes]
    FROM [csc].[change_summary]() AS [c]
    ORDER BY [c].[block], [c].[reason];

    RETURN 0;
END;
