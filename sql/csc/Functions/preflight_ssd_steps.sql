-- Internal: the steps of csc.preflight that look at the SSD tables, as the caller sees them.
CREATE FUNCTION [csc].[preflight_ssd_steps] ()
RETURNS TABLE
(
    [step]    nvarchar(64),
    [verdict] nvarchar(8),
    [detail]  nvarchar(4000),
    [remedy]  nvarchar(1000)
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.PreflightFunction].[PreflightSsdSteps];
