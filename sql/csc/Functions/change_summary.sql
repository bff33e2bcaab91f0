-- What the next submission changes in children whom the receiver has acknowledged, by block of the payload and reason: one row each, counts and no child.
-- New children and purges are in csc.status. Reads SSD once.
-- Example: SELECT * FROM csc.change_summary() ORDER BY children DESC;
CREATE FUNCTION [csc].[change_summary] ()
RETURNS TABLE
(
    [block]    nvarchar(64),
    [reason]   nvarchar(64),
    [children] bigint,
    [changes]  bigint
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.ChangeSummaryFunction].[ChangeSummary];
