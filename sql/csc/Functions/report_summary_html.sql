-- The top of csc.report_html for a mail: did the last run work, and children by state. Counts alone: no id, no text of the receiver.
-- Example: SELECT csc.report_summary_html(30);
CREATE FUNCTION [csc].[report_summary_html]
(
    @days int
)
RETURNS nvarchar(max)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.ReportFunction].[ReportSummaryHtml];
