using SsdClr.Json;

namespace SsdClr.Payload.Building;

/// <summary>The keys of the payload (docs/payload.md, section 7), each encoded once.</summary>
internal static class PayloadNames
{
    internal static readonly JsonName LaChildId = new("la_child_id");
    internal static readonly JsonName MisChildId = new("mis_child_id");
    internal static readonly JsonName Purge = new("purge");
    internal static readonly JsonName ChildDetails = new("child_details");
    internal static readonly JsonName HealthAndWellbeing = new("health_and_wellbeing");
    internal static readonly JsonName SocialCareEpisodes = new("social_care_episodes");

    internal static readonly JsonName UniquePupilNumber = new("unique_pupil_number");
    internal static readonly JsonName FormerUniquePupilNumber = new("former_unique_pupil_number");
    internal static readonly JsonName UniquePupilNumberUnknownReason = new("unique_pupil_number_unknown_reason");
    internal static readonly JsonName FirstName = new("first_name");
    internal static readonly JsonName Surname = new("surname");
    internal static readonly JsonName DateOfBirth = new("date_of_birth");
    internal static readonly JsonName ExpectedDateOfBirth = new("expected_date_of_birth");
    internal static readonly JsonName Sex = new("sex");
    internal static readonly JsonName Ethnicity = new("ethnicity");
    internal static readonly JsonName Disabilities = new("disabilities");
    internal static readonly JsonName Postcode = new("postcode");
    internal static readonly JsonName UascFlag = new("uasc_flag");
    internal static readonly JsonName UascEndDate = new("uasc_end_date");

    internal static readonly JsonName SdqAssessments = new("sdq_assessments");
    internal static readonly JsonName Date = new("date");
    internal static readonly JsonName Score = new("score");

    internal static readonly JsonName SocialCareEpisodeId = new("social_care_episode_id");
    internal static readonly JsonName ReferralDate = new("referral_date");
    internal static readonly JsonName ReferralSource = new("referral_source");
    internal static readonly JsonName ClosureDate = new("closure_date");
    internal static readonly JsonName ClosureReason = new("closure_reason");
    internal static readonly JsonName ReferralNoFurtherActionFlag = new("referral_no_further_action_flag");

    internal static readonly JsonName ChildAndFamilyAssessments = new("child_and_family_assessments");
    internal static readonly JsonName ChildAndFamilyAssessmentId = new("child_and_family_assessment_id");
    internal static readonly JsonName StartDate = new("start_date");
    internal static readonly JsonName AuthorisationDate = new("authorisation_date");
    internal static readonly JsonName Factors = new("factors");

    internal static readonly JsonName ChildInNeedPlans = new("child_in_need_plans");
    internal static readonly JsonName ChildInNeedPlanId = new("child_in_need_plan_id");
    internal static readonly JsonName EndDate = new("end_date");

    internal static readonly JsonName Section47Assessments = new("section_47_assessments");
    internal static readonly JsonName Section47AssessmentId = new("section_47_assessment_id");
    internal static readonly JsonName IcpcRequiredFlag = new("icpc_required_flag");
    internal static readonly JsonName IcpcDate = new("icpc_date");

    internal static readonly JsonName ChildProtectionPlans = new("child_protection_plans");
    internal static readonly JsonName ChildProtectionPlanId = new("child_protection_plan_id");

    internal static readonly JsonName ChildLookedAfterPlacements = new("child_looked_after_placements");
    internal static readonly JsonName ChildLookedAfterPlacementId = new("child_looked_after_placement_id");
    internal static readonly JsonName StartReason = new("start_reason");
    internal static readonly JsonName PlacementType = new("placement_type");
    internal static readonly JsonName EndReason = new("end_reason");
    internal static readonly JsonName ChangeReason = new("change_reason");

    internal static readonly JsonName Adoption = new("adoption");
    internal static readonly JsonName InitialDecisionDate = new("initial_decision_date");
    internal static readonly JsonName MatchedDate = new("matched_date");
    internal static readonly JsonName PlacedDate = new("placed_date");

    internal static readonly JsonName CareLeavers = new("care_leavers");
    internal static readonly JsonName ContactDate = new("contact_date");
    internal static readonly JsonName Activity = new("activity");
    internal static readonly JsonName Accommodation = new("accommodation");

    internal static readonly JsonName CareWorkerDetails = new("care_worker_details");
    internal static readonly JsonName WorkerId = new("worker_id");
}
