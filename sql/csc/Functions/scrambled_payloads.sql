-- What would be sent on a date with setting scramble, one row a child in the cohort: read-only, nothing leaves. person_id is the real one, all else is scrambled.
-- @person_id NULL means everyone. Needs the key that csc.renew_scrambling_key makes; the caller does not see it.
-- Example: SELECT * FROM csc.scrambled_payloads('20260401', N'12345');
CREATE FUNCTION [csc].[scrambled_payloads]
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
    CROSS APPLY [csc].[scrambled_payloads_in_range](@as_of, @person_id, [r].[after_person_id], [r].[up_to_person_id], [csc].[scrambling_key]()) AS [p];
