-- Internal: sends what is pending in csc.staging and records the outcome. The caller holds the run lock and no transaction.
CREATE PROCEDURE [csc].[submit_pending]
    @run_id            bigint,
    @confirm_first_run bit,
    @server_name       nvarchar(128),
    @database_key      nvarchar(36)
AS EXTERNAL NAME [SsdClr.Submission].[SsdClr.Submission.SqlServer.SubmitProcedure].[SubmitPending];
