using System;
using System.Data.Common;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Payload.Building;

/// <summary>The settings that shape a payload.</summary>
internal sealed class PayloadSettings
{
    internal PayloadSettings(SettingValues settings)
    {
        SsdSchema = settings.Schema("ssd_schema");
        ChildIdColumn = settings.Text("la_child_id_column");
        PermanenceColumn = string.Equals(settings.Text("permanence_person_id"), "legacy", StringComparison.Ordinal) ? "pers_legacy_id" : "pers_person_id";
        UascStatuses = new UascStatuses(settings.List("uasc_statuses"));
        CareWorkerRoles = settings.List("care_worker_roles");
        SentinelDates = settings.Flag("sentinel_dates");
        CensusRules = settings.Flag("census_rules");
        CensusCareWorkersOnly = string.Equals(settings.Text("care_worker_scope"), "census", StringComparison.Ordinal);
        WindowMonthsBack = settings.WholeNumber("window_months_back");
        PersonsPerRange = settings.WholeNumber("persons_per_range");
    }

    /// <summary>Schema of the ssd_ tables, bracketed.</summary>
    internal string SsdSchema { get; }

    /// <summary>Column of ssd_person sent as la_child_id.</summary>
    internal string ChildIdColumn { get; }

    /// <summary>True where la_child_id is the legacy id.</summary>
    internal bool ChildIdIsLegacyId => string.Equals(ChildIdColumn, "pers_legacy_id", StringComparison.Ordinal);

    /// <summary>Column of ssd_person that perm_person_id refers to.</summary>
    internal string PermanenceColumn { get; }

    /// <summary>Immigration statuses of an unaccompanied asylum-seeking child.</summary>
    internal UascStatuses UascStatuses { get; }

    /// <summary>Roles of care workers, trimmed; case does not matter.</summary>
    internal string[] CareWorkerRoles { get; }

    /// <summary>Dates far in the past or the future stand for none.</summary>
    internal bool SentinelDates { get; }

    /// <summary>Rules of the children in need census are listed too.</summary>
    internal bool CensusRules { get; }

    /// <summary>Only care workers on a census day.</summary>
    internal bool CensusCareWorkersOnly { get; }

    /// <summary>Months before the financial year at which the window starts.</summary>
    internal int WindowMonthsBack { get; }

    /// <summary>Persons read at a time.</summary>
    internal int PersonsPerRange { get; }

    /// <summary>Reads SSD as these settings say.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="cohortTable">The table that the cohort is restricted to; null: everybody counts as listed.</param>
    internal ChildReader Reader(DbConnection connection, CohortTable? cohortTable) =>
        new(connection, new ChildQuery(SsdSchema, ChildIdColumn, PermanenceColumn, cohortTable), SentinelDates, CensusRules);

    /// <summary>A reader of which records there are: no rule looks at them, and the cohort has no say, so nothing is asked of other persons.</summary>
    internal ChildReader RecordReader(DbConnection connection) =>
        new(connection, new ChildQuery(SsdSchema, ChildIdColumn, PermanenceColumn, cohortTable: null), SentinelDates, sharedIdsToo: false);
}
