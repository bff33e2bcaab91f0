-- Internal: rebuilds csc.staging from SSD. The caller holds the run lock.
CREATE PROCEDURE [csc].[refresh_staging]
    @run_id            bigint,
    @as_of             date,
    @confirm_deletions int,
    @confirm_removals  int
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.RefreshProcedure].[RefreshStaging];
