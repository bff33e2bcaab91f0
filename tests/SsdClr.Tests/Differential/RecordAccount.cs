using SsdClr.Settings;
using SsdClr.Tests.Naive;

namespace SsdClr.Tests.Differential;

/// <summary>Lists the records of a child, by the rules of docs/payload.md: those that name the child, and those of its referrals that name nobody.</summary>
internal sealed class RecordAccount(NaiveSsd ssd, NaiveWindow window, SettingValues settings)
{
    /// <summary>The records.</summary>
    public IEnumerable<AccountedRecord> Of(NaiveChild child) =>
    [
        .. child.Episodes.Select(row => Record(row, "ssd_cin_episodes", "cine_referral_id", "social_care_episodes", "social_care_episode_id", Overlaps(row, "cine_referral_date", "cine_close_date"))),
        .. Rows(child, "ssd_cin_assessments", "cina").Select(row => Record(
            row, "ssd_cin_assessments", "cina_assessment_id", "child_and_family_assessments", "child_and_family_assessment_id", IsAssessedInWindow(row))),
        .. Rows(child, "ssd_cin_plans", "cinp").Select(row => Record(
            row, "ssd_cin_plans", "cinp_cin_plan_id", "child_in_need_plans", "child_in_need_plan_id", Overlaps(row, "cinp_cin_plan_start_date", "cinp_cin_plan_end_date"))),
        .. Rows(child, "ssd_s47_enquiry", "s47e").Select(row => Record(
            row,
            "ssd_s47_enquiry",
            "s47e_s47_enquiry_id",
            "section_47_assessments",
            "section_47_assessment_id",
            Overlaps(row, "s47e_s47_start_date", "s47e_s47_end_date") || window.Contains(child.Conferences(row).Max(conference => conference.Date("icpc_icpc_date"))))),
        .. Rows(child, "ssd_cp_plans", "cppl").Select(row => Record(
            row, "ssd_cp_plans", "cppl_cp_plan_id", "child_protection_plans", "child_protection_plan_id", Overlaps(row, "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"))),
        .. child.Of("ssd_cla_placement", "clap_person_id").Concat(child.CareEpisodes.SelectMany(child.Placements)).Distinct().Select(Placement),
        .. child.Of("ssd_initial_cp_conference", "icpc_person_id").Where(row => !ssd.Rows("ssd_s47_enquiry", "s47e_s47_enquiry_id", row.Id("icpc_s47_enquiry_id")).Any()).Select(row => new AccountedRecord(
            ["ssd_initial_cp_conference"], Array: null, IdKey: null, row.RowId("icpc_icpc_id"), window.Contains(row.Date("icpc_icpc_date")))),
        .. child.Of("ssd_sdq_scores", "csdq_person_id").Where(row => NaiveText.WholeNumber(row.Trimmed("csdq_sdq_score")) is null || row.Date("csdq_sdq_completed_date") is null).Select(row => new AccountedRecord(
            ["ssd_sdq_scores"], Array: null, IdKey: null, row.RowId("csdq_table_id"), row.Date("csdq_sdq_completed_date") is null || window.Contains(row.Date("csdq_sdq_completed_date")))),
        .. Rows(child, "ssd_involvements", "invo").Where(row => IsAskedFor(child, row) && !IsSentAsWorker(child, row)).Select(row => new AccountedRecord(
            ["ssd_involvements", "ssd_professionals"], Array: null, IdKey: null, row.RowId("invo_involvements_id"), IsInWindow: true)),
    ];

    private static AccountedRecord Record(NaiveRow row, string table, string id, string array, string idKey, bool isInWindow) =>
        new([table], array, idKey, row.RowId(id), isInWindow);

    private AccountedRecord Placement(NaiveRow row) => new(
        ["ssd_cla_placement", "ssd_cla_episodes"],
        "child_looked_after_placements",
        "child_looked_after_placement_id",
        row.RowId("clap_cla_placement_id"),
        row.Date("clap_cla_placement_start_date") is null ? Overlaps(row, "clap_cla_placement_start_date", "clap_cla_placement_end_date") : window.OverlapsPlacement(row));

    private static IEnumerable<NaiveRow> Rows(NaiveChild child, string table, string prefix) => child.Of(table, prefix + "_person_id")
        .Concat(child.Episodes.SelectMany(episode => child.Under(episode, table, prefix + "_referral_id", prefix + "_person_id")))
        .Distinct();

    // Without a start nobody can say that it is outside, unless its end does; nor of one that starts in the window and ends before that.
    private bool Overlaps(NaiveRow row, string start, string end) =>
        row.Date(start) is null
            ? row.Date(end) is not { } ended || ended >= window.Start
            : window.Overlaps(row.Date(start), row.Date(end)) || (window.Contains(row.Date(start)) && row.Date(end) < row.Date(start));

    private bool IsAssessedInWindow(NaiveRow row) =>
        row.Date("cina_assessment_start_date") is var start && row.Date("cina_assessment_auth_date") is var authorised
        && ((start is null && authorised is null) || window.Contains(start) || window.Contains(authorised));

    private bool IsAskedFor(NaiveChild child, NaiveRow row)
    {
        var start = row.Date("invo_involvement_start_date");
        var end = row.Date("invo_involvement_end_date");
        var isInScope = string.Equals(settings.Text("care_worker_scope"), "all", StringComparison.Ordinal)
            || window.CensusDays().Any(day => start <= day && (end is null || end >= day));
        var episode = child.Episodes.Find(found => found.Id("cine_referral_id") is { } id && string.Equals(id, row.Id("invo_referral_id"), StringComparison.Ordinal));
        return isInScope
            && settings.List("care_worker_roles").Contains(row.Trimmed("invo_professional_role_id"), StringComparer.OrdinalIgnoreCase)
            && (episode is null || child.Under(episode, "ssd_cin_plans", "cinp_referral_id", "cinp_person_id").Any(plan => window.Overlaps(plan.Date("cinp_cin_plan_start_date"), plan.Date("cinp_cin_plan_end_date"))));
    }

    // Workers are sent without the id of the row: where number, referral and its episode are right, the naive payload sends them, and the differential tests compare that.
    private bool IsSentAsWorker(NaiveChild child, NaiveRow row) =>
        NaiveText.UsableId(child.Professional(row)?.TrimmedId("prof_social_worker_registration_no"), 12) is not null
        && child.Episodes.Exists(episode =>
            episode.Id("cine_referral_id") is { } id
            && string.Equals(id, row.Id("invo_referral_id"), StringComparison.Ordinal)
            && NaiveText.UsableId(id.Trim()) is not null
            && (window.Overlaps(episode.Date("cine_referral_date"), episode.Date("cine_close_date")) || IsCarrier(child, episode)));

    private bool IsCarrier(NaiveChild child, NaiveRow episode) =>
        !child.Episodes.Exists(other => window.Overlaps(other.Date("cine_referral_date"), other.Date("cine_close_date")))
        && child.CareEpisodes.Exists(care => care.Id("clae_referral_id") is { } id
            && string.Equals(id, episode.Id("cine_referral_id"), StringComparison.Ordinal)
            && child.Placements(care).Any(window.OverlapsPlacement));
}
