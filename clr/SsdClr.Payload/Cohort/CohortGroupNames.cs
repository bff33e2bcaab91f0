namespace SsdClr.Payload.Cohort;

/// <summary>The groups of the cohort in the order in which they are shown, and what the columns of csc.cohort call them.</summary>
internal static class CohortGroupNames
{
    /// <summary>All groups, one after the other.</summary>
    internal static readonly CohortGroups[] All =
    [
        CohortGroups.ActiveReferral,
        CohortGroups.WaitingAssessment,
        CohortGroups.CinPlan,
        CohortGroups.LookedAfter,
        CohortGroups.CareLeaver,
        CohortGroups.ChildProtectionPlan,
        CohortGroups.Disability,
    ];

    /// <summary>The name of one group.</summary>
    internal static string Name(this CohortGroups group) => group switch
    {
        CohortGroups.ActiveReferral => "active_referral",
        CohortGroups.WaitingAssessment => "waiting_assessment",
        CohortGroups.CinPlan => "cin_plan",
        CohortGroups.LookedAfter => "looked_after",
        CohortGroups.CareLeaver => "care_leaver",
        CohortGroups.ChildProtectionPlan => "cp_plan",
        _ => "disability",
    };
}
