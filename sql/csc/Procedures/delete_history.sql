-- Internal: the work of csc.purge_history, under the run lock.
CREATE PROCEDURE [csc].[delete_history]
    @keep_days int            = NULL,
    @summary   nvarchar(1000) = NULL OUTPUT,
    @help      bit            = 0
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;

    IF @help = 1
    BEGIN
        SELECT [h].[name], [h].[type], [h].[default], [h].[meaning]
        FROM (VALUES
            (N'@keep_days', N'int', N'none', N'Days of history to keep.'),
            (N'@summary', N'nvarchar(1000)', N'NULL', N'Output: what was done, for csc.run_log.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    DECLARE @before datetime2(3) = DATEADD(DAY, -@keep_days, SYSUTCDATETIME()), @batches int;

    BEGIN TRY
        BEGIN TRANSACTION;

        -- ssdclr purge-history runs these very statements.
        DELETE FROM [csc].[staging]
        WHERE [state] = N'deleted' AND [state_changed_at] < @before;

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

        COMMIT TRANSACTION;
    END TRY
    BEGIN CATCH
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
        THROW;
    END CATCH;

    RETURN 0;
END;
