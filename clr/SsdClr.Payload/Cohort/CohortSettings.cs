using SsdClr.Settings;

namespace SsdClr.Payload.Cohort;

/// <summary>Which inclusion groups count (settings include_*).</summary>
internal sealed class CohortSettings
{
    internal CohortSettings(SettingValues settings)
    {
        Groups =
            Included(settings, "include_active_referral", CohortGroups.ActiveReferral)
            | Included(settings, "include_waiting_assessment", CohortGroups.WaitingAssessment)
            | Included(settings, "include_cin_plan", CohortGroups.CinPlan)
            | Included(settings, "include_looked_after", CohortGroups.LookedAfter)
            | Included(settings, "include_care_leaver", CohortGroups.CareLeaver)
            | Included(settings, "include_cp_plan", CohortGroups.ChildProtectionPlan)
            | Included(settings, "include_disability", CohortGroups.Disability);
    }

    /// <summary>The groups that count.</summary>
    internal CohortGroups Groups { get; }

    private static CohortGroups Included(SettingValues settings, string name, CohortGroups group) =>
        settings.Flag(name) ? group : CohortGroups.None;
}
