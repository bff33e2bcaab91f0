-- Who is in the cohort on a date and why, one row a person: a bit for each group that admits the person, and the reason in words.
-- @person_id NULL means everyone. Example: SELECT * FROM csc.cohort('20260401', N'12345');
CREATE FUNCTION [csc].[cohort]
(
    @as_of     date,
    @person_id nvarchar(48)
)
RETURNS TABLE
AS
RETURN
    SELECT
        [c].[person_id],
        [c].[in_cohort],
        [c].[active_referral],
        [c].[waiting_assessment],
        [c].[cin_plan],
        [c].[looked_after],
        [c].[care_leaver],
        [c].[cp_plan],
        [c].[disability],
        [c].[reason]
    FROM [csc].[person_ranges](@person_id) AS [r]
    CROSS APPLY [csc].[cohort_in_range](@as_of, @person_id, [r].[after_person_id], [r].[up_to_person_id]) AS [c];
