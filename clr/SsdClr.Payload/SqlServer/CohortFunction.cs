using System;
using System.Collections;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Preview;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.cohort_in_range.</summary>
public static class CohortFunction
{
    /// <summary>Who of a range is in the cohort, by which groups, and why.</summary>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "person_id nvarchar(48), in_cohort bit, active_referral bit, waiting_assessment bit, cin_plan bit, looked_after bit, care_leaver bit, cp_plan bit, disability bit, reason nvarchar(2000)")]
    public static IEnumerable CohortInRange(DateTime? asOf, SqlString personId, SqlString afterPersonId, SqlString upToPersonId)
    {
        using SqlConnection connection = ContextConnection.Open();
        return new PreviewReader(connection, SettingValues.Read(connection), PreviewArguments.AsOf(asOf))
            .Cohort(PreviewArguments.Range(personId, afterPersonId, upToPersonId));
    }

    /// <summary>One row.</summary>
    public static void FillRow(
        object row,
        out SqlString personId,
        out SqlBoolean inCohort,
        out SqlBoolean activeReferral,
        out SqlBoolean waitingAssessment,
        out SqlBoolean cinPlan,
        out SqlBoolean lookedAfter,
        out SqlBoolean careLeaver,
        out SqlBoolean cpPlan,
        out SqlBoolean disability,
        out SqlString reason)
    {
        var preview = (CohortPreview)row;
        CohortGroups matched = preview.Verdict.Matched;
        personId = PreviewArguments.Id(preview.PersonId);
        inCohort = preview.Verdict.IsIn;
        activeReferral = Has(matched, CohortGroups.ActiveReferral);
        waitingAssessment = Has(matched, CohortGroups.WaitingAssessment);
        cinPlan = Has(matched, CohortGroups.CinPlan);
        lookedAfter = Has(matched, CohortGroups.LookedAfter);
        careLeaver = Has(matched, CohortGroups.CareLeaver);
        cpPlan = Has(matched, CohortGroups.ChildProtectionPlan);
        disability = Has(matched, CohortGroups.Disability);
        reason = new SqlString(preview.Reason);
    }

    private static bool Has(CohortGroups groups, CohortGroups group) => (groups & group) != CohortGroups.None;
}
