-- Internal: sends what is pending in csc.staging and records the outcome. The caller holds the run lock and no
-- transaction, and gives the secrets (csc.read_secrets; NULL for one that is not set).
CREATE PROCEDURE [csc].[submit_pending]
    @run_id            bigint,
    @confirm_first_run bit,
    @server_name       nvarchar(128),
    @database_key      nvarchar(36),
    @client_secret     nvarchar(4000),
    @supplier_key      nvarchar(4000),
    @proxy_password    nvarchar(4000)
AS EXTERNAL NAME [SsdClr.Submission].[SsdClr.Submission.SqlServer.SubmitProcedure].[SubmitPending];
