using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>The objects of the payload with their keys in order (docs/payload.md, section 7).</summary>
internal static class PayloadShape
{
    internal static readonly ObjectShape SdqAssessment = new(
        PayloadBlock.HealthAndWellbeing,
        date: null,
        KeyShape.Scalar(PayloadNames.Date, "ssd_sdq_scores.csdq_sdq_completed_date"),
        KeyShape.Scalar(PayloadNames.Score, "ssd_sdq_scores.csdq_sdq_score"));

    internal static readonly ObjectShape HealthAndWellbeing = new(
        PayloadBlock.HealthAndWellbeing,
        date: null,
        KeyShape.Items(PayloadNames.SdqAssessments, SdqAssessment),
        KeyShape.Purge());

    internal static readonly ObjectShape ChildDetails = new(
        PayloadBlock.ChildDetails,
        date: null,
        KeyShape.Scalar(PayloadNames.UniquePupilNumber, "ssd_person.pers_upn"),
        KeyShape.Scalar(PayloadNames.FormerUniquePupilNumber, "ssd_linked_identifiers.link_identifier_value"),
        KeyShape.Scalar(PayloadNames.UniquePupilNumberUnknownReason, "ssd_person.pers_upn_unknown"),
        KeyShape.Scalar(PayloadNames.FirstName, "ssd_person.pers_forename"),
        KeyShape.Scalar(PayloadNames.Surname, "ssd_person.pers_surname"),
        KeyShape.Scalar(PayloadNames.DateOfBirth, "ssd_person.pers_dob"),
        KeyShape.Scalar(PayloadNames.ExpectedDateOfBirth, "ssd_person.pers_expected_dob"),
        KeyShape.Scalar(PayloadNames.Sex, "ssd_person.pers_sex"),
        KeyShape.Scalar(PayloadNames.Ethnicity, "ssd_person.pers_ethnicity"),
        KeyShape.Codes(PayloadNames.Disabilities),
        KeyShape.Scalar(PayloadNames.Postcode, "ssd_address.addr_address_postcode"),
        KeyShape.Scalar(PayloadNames.UascFlag, "ssd_immigration_status.immi_immigration_status"),
        KeyShape.Scalar(PayloadNames.UascEndDate, "ssd_immigration_status.immi_immigration_status_end_date"),
        KeyShape.Purge());

    internal static readonly ObjectShape Assessment = new(
        PayloadBlock.Assessment,
        PayloadNames.StartDate,
        KeyShape.Id(PayloadNames.ChildAndFamilyAssessmentId),
        KeyShape.Scalar(PayloadNames.StartDate, "ssd_cin_assessments.cina_assessment_start_date"),
        KeyShape.Scalar(PayloadNames.AuthorisationDate, "ssd_cin_assessments.cina_assessment_auth_date"),
        KeyShape.Codes(PayloadNames.Factors),
        KeyShape.Purge());

    internal static readonly ObjectShape CinPlan = new(
        PayloadBlock.CinPlan,
        PayloadNames.StartDate,
        KeyShape.Id(PayloadNames.ChildInNeedPlanId),
        KeyShape.Scalar(PayloadNames.StartDate, "ssd_cin_plans.cinp_cin_plan_start_date"),
        KeyShape.Scalar(PayloadNames.EndDate, "ssd_cin_plans.cinp_cin_plan_end_date"),
        KeyShape.Purge());

    internal static readonly ObjectShape Section47 = new(
        PayloadBlock.Section47,
        PayloadNames.StartDate,
        KeyShape.Id(PayloadNames.Section47AssessmentId),
        KeyShape.Scalar(PayloadNames.StartDate, "ssd_s47_enquiry.s47e_s47_start_date"),
        KeyShape.Scalar(PayloadNames.IcpcRequiredFlag, "ssd_s47_enquiry.s47e_s47_outcome_json"),
        KeyShape.Scalar(PayloadNames.IcpcDate, "ssd_initial_cp_conference.icpc_icpc_date"),
        KeyShape.Scalar(PayloadNames.EndDate, "ssd_s47_enquiry.s47e_s47_end_date"),
        KeyShape.Purge());

    internal static readonly ObjectShape CpPlan = new(
        PayloadBlock.CpPlan,
        PayloadNames.StartDate,
        KeyShape.Id(PayloadNames.ChildProtectionPlanId),
        KeyShape.Scalar(PayloadNames.StartDate, "ssd_cp_plans.cppl_cp_plan_start_date"),
        KeyShape.Scalar(PayloadNames.EndDate, "ssd_cp_plans.cppl_cp_plan_end_date"),
        KeyShape.Purge());

    internal static readonly ObjectShape Placement = new(
        PayloadBlock.Placement,
        PayloadNames.StartDate,
        KeyShape.Id(PayloadNames.ChildLookedAfterPlacementId),
        KeyShape.Scalar(PayloadNames.StartDate, "ssd_cla_placement.clap_cla_placement_start_date"),
        KeyShape.Scalar(PayloadNames.StartReason, "ssd_cla_episodes.clae_cla_episode_start_reason"),
        KeyShape.Scalar(PayloadNames.Postcode, "ssd_cla_placement.clap_cla_placement_postcode"),
        KeyShape.Scalar(PayloadNames.PlacementType, "ssd_cla_placement.clap_cla_placement_type"),
        KeyShape.Scalar(PayloadNames.EndDate, "ssd_cla_placement.clap_cla_placement_end_date"),
        KeyShape.Scalar(PayloadNames.EndReason, "ssd_cla_episodes.clae_cla_episode_ceased_reason"),
        KeyShape.Scalar(PayloadNames.ChangeReason, "ssd_cla_placement.clap_cla_placement_change_reason"),
        KeyShape.Purge());

    internal static readonly ObjectShape Adoption = new(
        PayloadBlock.Adoption,
        date: null,
        KeyShape.Scalar(PayloadNames.InitialDecisionDate, "ssd_permanence.perm_adm_decision_date"),
        KeyShape.Scalar(PayloadNames.MatchedDate, "ssd_permanence.perm_matched_date"),
        KeyShape.Scalar(PayloadNames.PlacedDate, "ssd_permanence.perm_placed_for_adoption_date"),
        KeyShape.Purge());

    internal static readonly ObjectShape CareLeavers = new(
        PayloadBlock.CareLeavers,
        date: null,
        KeyShape.Scalar(PayloadNames.ContactDate, "ssd_care_leavers.clea_care_leaver_latest_contact"),
        KeyShape.Scalar(PayloadNames.Activity, "ssd_care_leavers.clea_care_leaver_activity"),
        KeyShape.Scalar(PayloadNames.Accommodation, "ssd_care_leavers.clea_care_leaver_accommodation"),
        KeyShape.Purge());

    internal static readonly ObjectShape CareWorker = new(
        PayloadBlock.CareWorkers,
        date: null,
        KeyShape.Scalar(PayloadNames.WorkerId, "ssd_professionals.prof_social_worker_registration_no"),
        KeyShape.Scalar(PayloadNames.StartDate, "ssd_involvements.invo_involvement_start_date"),
        KeyShape.Scalar(PayloadNames.EndDate, "ssd_involvements.invo_involvement_end_date"));

    internal static readonly ObjectShape Episode = new(
        PayloadBlock.Episode,
        PayloadNames.ReferralDate,
        KeyShape.Id(PayloadNames.SocialCareEpisodeId),
        KeyShape.Scalar(PayloadNames.ReferralDate, "ssd_cin_episodes.cine_referral_date"),
        KeyShape.Scalar(PayloadNames.ReferralSource, "ssd_cin_episodes.cine_referral_source_code"),
        KeyShape.Scalar(PayloadNames.ClosureDate, "ssd_cin_episodes.cine_close_date"),
        KeyShape.Scalar(PayloadNames.ClosureReason, "ssd_cin_episodes.cine_close_reason"),
        KeyShape.Scalar(PayloadNames.ReferralNoFurtherActionFlag, "ssd_cin_episodes.cine_referral_nfa"),
        KeyShape.Records(PayloadNames.ChildAndFamilyAssessments, Assessment),
        KeyShape.Records(PayloadNames.ChildInNeedPlans, CinPlan),
        KeyShape.Records(PayloadNames.Section47Assessments, Section47),
        KeyShape.Records(PayloadNames.ChildProtectionPlans, CpPlan),
        KeyShape.Records(PayloadNames.ChildLookedAfterPlacements, Placement),
        KeyShape.Block(PayloadNames.Adoption, Adoption),
        KeyShape.Block(PayloadNames.CareLeavers, CareLeavers),
        KeyShape.Items(PayloadNames.CareWorkerDetails, CareWorker),
        KeyShape.Purge());

    internal static readonly ObjectShape Child = new(
        PayloadBlock.Child,
        date: null,
        KeyShape.Id(PayloadNames.LaChildId),
        KeyShape.Scalar(PayloadNames.MisChildId, "ssd_person.pers_legacy_id"),
        KeyShape.Purge(),
        KeyShape.Details(PayloadNames.ChildDetails, ChildDetails),
        KeyShape.Block(PayloadNames.HealthAndWellbeing, HealthAndWellbeing),
        KeyShape.Records(PayloadNames.SocialCareEpisodes, Episode));
}
