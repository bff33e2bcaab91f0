-- The morning page as one HTML text: did the last run work, the nights of the last @days (1 to 3660; NULL: 30), children by state, what needs attention.
-- Ids, never names. Save the result as a file and open it. Example: SELECT csc.report_html(30);
CREATE FUNCTION [csc].[report_html]
(
    @days int
)
RETURNS nvarchar(max)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.ReportFunction].[ReportHtml];
