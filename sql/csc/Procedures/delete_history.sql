-- Internal: the work of csc.purge_history, under the run lock.
CREATE PROCEDURE [csc].[delete_history]
    @keep_days int            = NULL, -- required; 30 to 36500 | Days of history to keep.
    @summary   nvarchar(1000) = NULL OUTPUT, -- output | What was done, for csc.run_log.
    @help      bit            = 0
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
        WHERE [h].[procedure_name] = N'delete_history'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @is_own  bit = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END,
        @message nvarchar(2048),
        @before  datetime2(3),
        @batches int;

    -- csc.purge_history refuses the same, but members of csc_runner may call this procedure without it.
    IF @keep_days IS NULL OR @keep_days NOT BETWEEN 30 AND 36500
    BEGIN
        SET @message = N'Nothing was removed. @keep_days must be from 30 to 36500.';
        THROW 51015, @message, 1;
    END;

    SET @before = DATEADD(DAY, -@keep_days, SYSUTCDATETIME());

    -- Inside a transaction of the caller a fault takes back what was done here, and nothing else.
    IF @is_own = 1
        SET XACT_ABORT ON;

    BEGIN TRY
        IF @is_own = 1
            BEGIN TRANSACTION;
        ELSE
            SAVE TRANSACTION [csc_change];

        -- ssdclr purge-history runs these very statements.
        DELETE FROM [csc].[staging]
        WHERE [state] = N'purged' AND [state_changed_at] < @before;

        DELETE FROM [csc].[batch_child]
        WHERE [batch_id] IN (SELECT [p].[batch_id] FROM [csc].[past_batch] AS [p] WHERE [p].[started_at] < @before);

        DELETE FROM [csc].[batch_log]
        WHERE [batch_id] IN (SELECT [p].[batch_id] FROM [csc].[past_batch] AS [p] WHERE [p].[started_at] < @before);

        SET @batches = @@ROWCOUNT;

        DELETE FROM [csc].[run_log]
        WHERE [started_at] < @before
            AND [verdict] <> N'running'
            AND NOT EXISTS (SELECT 1 FROM [csc].[batch_log] AS [b] WHERE [b].[run_id] = [run_log].[run_id]);

        SET @summary = CONVERT(nvarchar(11), @@ROWCOUNT) + N' runs and ' + CONVERT(nvarchar(11), @batches) + N' batches older than '
            + CONVERT(nvarchar(11), @keep_days) + N' days were removed.';

        DELETE FROM [csc].[run_figure]
        WHERE [run_id] NOT IN (SELECT [l].[run_id] FROM [csc].[run_log] AS [l]);

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

    RETURN 0;
END;
