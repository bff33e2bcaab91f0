-- What would be sent on a date, one row a child in the cohort: read-only, nothing leaves. @person_id NULL means everyone.
-- Goes range by range, so that memory holds one range of children at a time.
-- Example: SELECT * FROM csc.payloads('20260401', N'12345');
CREATE FUNCTION [csc].[payloads]
(
    @as_of     date,
    @person_id nvarchar(48)
)
RETURNS TABLE
AS
RETURN
    SELECT
        [p].[person_id],
        [p].[la_child_id],
        [p].[mis_child_id],
        [p].[payload],
        [p].[payload_hash],
        [p].[payload_bytes],
        [p].[error_count],
        [p].[warning_count]
    FROM [csc].[person_ranges](@person_id) AS [r]
    CROSS APPLY [csc].[payloads_in_range](@as_of, @person_id, [r].[after_person_id], [r].[up_to_person_id]) AS [p];
