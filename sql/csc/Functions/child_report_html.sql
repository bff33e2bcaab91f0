-- One child as one HTML text: why in or out, the payload of a date laid out for reading, findings at their place, what was sent when, what changed since.
-- It holds personal data: do not mail it. Example: SELECT csc.child_report_html('20260401', N'12345');
CREATE FUNCTION [csc].[child_report_html]
(
    @as_of     date,
    @person_id nvarchar(48)
)
RETURNS nvarchar(max)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.ReportFunction].[ChildReportHtml];
