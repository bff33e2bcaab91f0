-- Internal: the steps of csc.preflight that look at configuration, environment, network, token endpoint and receiver, as the caller reaches them.
-- The caller gives the secrets (csc.read_secrets; NULL for one that is not set); none is repeated.
CREATE FUNCTION [csc].[preflight_submission_steps]
(
    @post_test_child bit,
    @server_name     nvarchar(128),
    @database_key    nvarchar(36),
    @client_secret   nvarchar(4000),
    @supplier_key    nvarchar(4000),
    @proxy_password  nvarchar(4000)
)
RETURNS TABLE
(
    [step]    nvarchar(64),
    [verdict] nvarchar(8),
    [detail]  nvarchar(4000),
    [remedy]  nvarchar(1000)
)
AS EXTERNAL NAME [SsdClr.Submission].[SsdClr.Submission.SqlServer.PreflightFunction].[PreflightSubmissionSteps];
