-- What is wrong with the payloads of a date, one row an issue. Severity error: the child is withheld; warning: sent, and listed here. record_id: the record in the table of source, where the issue is about one.
-- @person_id NULL means everyone. Example: SELECT * FROM csc.payload_issues('20260401', N'12345');
CREATE FUNCTION [csc].[payload_issues]
(
    @as_of     date,
    @person_id nvarchar(48)
)
RETURNS TABLE
AS
RETURN
    SELECT
        [i].[person_id],
        [i].[rule_name],
        [i].[severity],
        [i].[json_path],
        [i].[source],
        [i].[message],
        [i].[record_id]
    FROM [csc].[person_ranges](@person_id) AS [r]
    CROSS APPLY [csc].[payload_issues_in_range](@as_of, @person_id, [r].[after_person_id], [r].[up_to_person_id]) AS [i];
