-- Internal: rebuilds csc.staging from SSD. The caller holds the run lock, and gives the key of scrambled children (csc.scrambling_key) where setting scramble is 1.
CREATE PROCEDURE [csc].[refresh_staging]
    @run_id            bigint,
    @as_of             date,
    @confirm_deletions int,
    @confirm_removals  int,
    @confirm_changes   int,
    @scrambling_key    nvarchar(4000)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.RefreshProcedure].[RefreshStaging];
