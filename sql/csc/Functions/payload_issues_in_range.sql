-- What is wrong with the payloads of one range. csc.payload_issues goes through all ranges.
CREATE FUNCTION [csc].[payload_issues_in_range]
(
    @as_of           date,
    @person_id       nvarchar(48),
    @after_person_id nvarchar(48),
    @up_to_person_id nvarchar(48)
)
RETURNS TABLE
(
    [person_id] nvarchar(48),
    [rule_name] nvarchar(64),
    [severity]  nvarchar(8),
    [json_path] nvarchar(400),
    [source]    nvarchar(200),
    [message]   nvarchar(600),
    [record_id] nvarchar(100)
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.PayloadIssueFunction].[PayloadIssuesInRange];
