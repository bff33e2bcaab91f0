-- Internal: closes a row of csc.run_log with its verdict.
CREATE PROCEDURE [csc].[complete_run]
    @run_id  bigint,
    @verdict nvarchar(16),
    @message nvarchar(1000)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.RunProcedure].[CompleteRun];
