using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Payload.Cohort;

/// <summary>Which inclusion groups count (settings include_*), and what narrows the cohort (cohort_table, pilot_person_ids).</summary>
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
        Table = settings.Column("cohort_table") is { } column ? new CohortTable(column) : null;
        PilotPersonIds = settings.List("pilot_person_ids");
    }

    /// <summary>The groups that count.</summary>
    internal CohortGroups Groups { get; }

    /// <summary>The table that lists who may be in the cohort; null: no restriction.</summary>
    internal CohortTable? Table { get; }

    /// <summary>Who may be in the cohort during a pilot, at most 20; empty: no restriction.</summary>
    internal string[] PilotPersonIds { get; }

    /// <summary>The settings that restrict the cohort, by name, separated by semicolons; empty where nothing does.</summary>
    internal string Restriction =>
        Table is null ? (PilotPersonIds.Length == 0 ? string.Empty : "pilot_person_ids")
        : PilotPersonIds.Length == 0 ? "cohort_table"
        : "cohort_table;pilot_person_ids";

    private static CohortGroups Included(SettingValues settings, string name, CohortGroups group) =>
        settings.Flag(name) ? group : CohortGroups.None;
}
