-- What the watchdog job calls: fails when no csc.run has ended well within so many hours, or one is older than its time (setting run_time_budget_s). A job that is disabled, was removed or never starts tells
-- nobody by itself. A refresh or a submission alone does not count. Changes nothing.
-- Error 51021: @within_hours is out of range. | Give 1 to 8760 hours.
-- Error 51022: no run has succeeded within the hours asked for. | See whether the job is enabled and SQL Server Agent started, then `SELECT * FROM csc.run_history;` and `SELECT * FROM csc.needs_attention;`
-- Error 51024: a run is still open and older than its time (setting run_time_budget_s). | See what the message says of it, then `SELECT * FROM csc.run_history;`
CREATE PROCEDURE [csc].[check_recent_run]
    @within_hours int = 30, -- 1 to 8760 | Hours within which a run must have succeeded.
    @help         bit = 0
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
        WHERE [h].[procedure_name] = N'check_recent_run'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE @message nvarchar(2048), @good_end datetime2(3), @latest nvarchar(1400);

    IF @within_hours IS NULL OR @within_hours NOT BETWEEN 1 AND 8760
    BEGIN
        SET @message = N'csc.check_recent_run: @within_hours must be from 1 to 8760.';
        THROW 51021, @message, 1;
    END;

    -- A server that never ends its answer holds a run for ever, and nothing in SQL Server can stop that: the run is named instead.
    SELECT TOP (1)
        @latest = N'csc.check_recent_run: run ' + CONVERT(nvarchar(20), [l].[run_id]) + N' started ' + CONVERT(nvarchar(19), [l].[started_at], 126)
            + N' UTC, has not ended, and is older than run_time_budget_s and request_timeout_s allow. If its session still runs, stop it, and run again.'
    FROM [csc].[overdue_run] AS [l]
    WHERE [l].[operation] IN (N'run', N'submit')
    ORDER BY [l].[run_id] DESC;

    IF @latest IS NOT NULL
    BEGIN
        SET @message = @latest;
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51024, @message, 1;
    END;

    SELECT @good_end = MAX([l].[ended_at])
    FROM [csc].[run_log] AS [l]
    WHERE [l].[operation] = N'run'
        AND [l].[verdict] = N'succeeded';

    IF @good_end >= DATEADD(HOUR, -@within_hours, SYSUTCDATETIME())
        RETURN 0;

    SELECT TOP (1)
        @latest = N' The latest run started ' + CONVERT(nvarchar(19), [l].[started_at], 126) + N' UTC and '
            + CASE [l].[verdict]
                WHEN N'running' THEN N'has not ended.'
                WHEN N'interrupted' THEN N'was interrupted.'
                WHEN N'failed' THEN N'failed: ' + COALESCE([l].[message], N'no message.')
                ELSE N'ended well.'
            END
    FROM [csc].[run_log] AS [l]
    WHERE [l].[operation] = N'run'
    ORDER BY [l].[run_id] DESC;

    SET @message = N'csc.check_recent_run: no run has ended well within the last ' + CONVERT(nvarchar(11), @within_hours) + N' hours; '
        + COALESCE(N'the last good one ended ' + CONVERT(nvarchar(19), @good_end, 126) + N' UTC.', N'there has been no good one yet.')
        + COALESCE(@latest, N' None has ever started.')
        + N' See that the job is enabled and SQL Server Agent started, then csc.run_history and csc.needs_attention.';
    SET @message = REPLACE(@message, N'%', N'%%');
    THROW 51022, @message, 1;
END;
