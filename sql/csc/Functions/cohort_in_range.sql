-- Who of one range is in the cohort, and why. csc.cohort goes through all ranges.
CREATE FUNCTION [csc].[cohort_in_range]
(
    @as_of           date,
    @person_id       nvarchar(48),
    @after_person_id nvarchar(48),
    @up_to_person_id nvarchar(48)
)
RETURNS TABLE
(
    [person_id]          nvarchar(48),
    [in_cohort]          bit,
    [active_referral]    bit,
    [waiting_assessment] bit,
    [cin_plan]           bit,
    [looked_after]       bit,
    [care_leaver]        bit,
    [cp_plan]            bit,
    [disability]         bit,
    [reason]             nvarchar(2000)
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.CohortFunction].[CohortInRange];
