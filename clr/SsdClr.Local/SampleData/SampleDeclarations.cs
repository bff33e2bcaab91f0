using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using SsdClr.Local.Database;
using static SsdClr.Local.SampleData.SampleHistory;

namespace SsdClr.Local.SampleData;

/// <summary>The tables whose rows belong to a child; here those that no payload reads.</summary>
internal static class SampleDeclarations
{
    private const string Referral = "CIN Referral";
    private const string ContactOutcome = "cont_contact_outcome_json";
    private const string Agreed = "Assessment agreed";
    private const string Issued = "Plan to be issued";

    private static readonly string[] s_outcomes = ["No Further Action", "Information and Advice", "EH Referral", Referral];
    private static readonly string[] s_participation = ["PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"];
    // The last one is for the under-fives.
    private static readonly string[] s_checks = ["Health assessment", "Dental check", "Developmental check"];
    private static readonly string[] s_aims = ["RETURN_HOME", "ADOPTION", "SPECIAL_GUARDIANSHIP", "LONG_TERM_FOSTERING", "INDEPENDENCE"];
    private static readonly string[][] s_legalCourses = [["V2"], ["V2", "C1", "C2"], ["C1", "C2"], ["C2"], ["L2", "C1", "C2"]];

    // Which family each of ten children belongs to: families of 1, 2, 1, 3, 1 and 2.
    private static readonly int[] s_familyOfTen = [0, 1, 1, 2, 3, 3, 3, 4, 5, 5];

    /// <summary>The tables that payloads are made of, in the order in which they are written, each after the tables that its rows hang on.</summary>
    public static IReadOnlyList<SampleDeclaration> Flow { get; } = [.. SamplePersonDeclarations.All, .. SampleCaseDeclarations.All];

    /// <summary>The other tables, in such an order.</summary>
    public static IReadOnlyList<SampleDeclaration> Others { get; } =
    [
        new("ssd_family", "FMR", Life, span => span.AtStart(span.Child.Random.Chance(2) ? 2 : 1), row => row.Set(
            ("fami_family_id", Family(row) + (row.Number == 0 ? string.Empty : "N")))),
        new("ssd_mother", "MOT", Life, span => span.If(span.Child.MotherId is not null).AtStart(), row => row.Set(
            ("moth_person_id", row.Child.MotherId),
            ("moth_childs_person_id", row.Child.PersonId),
            ("moth_childs_dob", row.Child.Born))),
        new("ssd_contacts", "CON", "ssd_cin_episodes", span => span.Before(0, 2), row => Contact(row, Referral)),
        new("ssd_contacts", "CON", Life, OtherContacts, row => Contact(row, s_outcomes[row.Random.Between(0, 2)])),
        new("ssd_early_help_episodes", "EHE", "ssd_contacts", span => span.If(IsFlagged(span.Text(ContactOutcome), "EH Referral")).After(0, 30), EarlyHelpEpisode),
        new("ssd_voice_of_child", "VOC", Life, span => span.If(span.Child.History.Of("ssd_cin_assessments").Count > 0).FromAge(7).Share(10).Some()),

        new("ssd_cin_visits", "CNV", "ssd_cin_plans", span => span.Every(20, 35), row => SeenAlone(row, "cinv_cin_visit_seen")),
        // Ten working days at the most on a protection plan, six weeks in care.
        new("ssd_cp_visits", "CPV", "ssd_cp_plans", span => span.Every(9, 15), row => SeenAlone(row, "cppv_cp_visit_seen")),
        new("ssd_cla_visits", "LAV", Care, span => span.Every(28, 44), row => SeenAlone(row, "clav_cla_visit_seen")),
        new("ssd_cp_reviews", "CPR", "ssd_cp_plans", span => span.Reviews(91), Conference),
        new("ssd_cla_reviews", "LAR", Care, span => span.Reviews(28), row => row.Set(
            ("clar_cla_review_due_date", row.Day),
            ("clar_cla_review_date", Held(row)),
            ("clar_cla_review_cancelled", row.Yes(3)),
            ("clar_cla_review_participation", Participation(row)))),
        new("ssd_pre_proceedings", "PRP", Care, span => span.If(!IsUnaccompanied(span)).Share(40).Before(20, 120), row => PreProceedings(row, toCourt: true)),
        new("ssd_pre_proceedings", "PRP", "ssd_cp_plans", span => span.If(span.Child.History.Last(Care) is null).Share(25).After(30, 120), row =>
            PreProceedings(row, toCourt: row.Random.Chance(30))),

        new("ssd_legal_status", "LEG", Care, span => span.Chain(30, 200).Take(LegalCourse(span).Length), row => row.Set(
            ("lega_legal_status", LegalCourse(row.Span)[row.Number]))),
        new("ssd_cla_care_plan", "LCP", Care, span => span.Chain(150, 700), row => row.Set(("lacp_cla_care_plan_json", Flags(s_aims, row.Random.Pick(s_aims))))),
        new("ssd_pre_cla_care_plan", "FRM", "ssd_cla_care_plan", span => span.AtStart(s_aims.Length), Answer),
        new("ssd_cla_previous_permanence", "LPP", Care, span => span.If(span.Child.AgeOn(span.Start) > 4).Share(6).Before(400, 1200), PreviousPermanence),
        // A draft of the dataset: the columns for the cost have no meaning yet.
        new("ssd_s251_finance", "S25", "ssd_cla_placement", span => span.AtStart()),
        new("ssd_missing", "MIS", Care, span => span.FromAge(10).Share(20).Every(1, 90).Take(span.Child.Random.Pick<int>([1, 1, 1, 2, 3, 6])), Missing),
        new("ssd_cla_health", "HEA", Care, span => span.Every(100, 190), row => row.Set(
            ("clah_health_check_type", s_checks[row.Random.Between(0, row.Child.AgeOn(row.Day) < 5 ? 2 : 1)]),
            ("clah_health_check_status", row.Random.Chance(75) ? "Completed" : row.Random.Pick<string>(["Refused", "Missed"])))),
        new("ssd_cla_immunisations", "IMN", Care, span => span.Some(), row => row.Set(("clai_immunisations_status", row.Yes(82)))),
        new("ssd_cla_substance_misuse", "SUB", Care, span => span.FromAge(11).Share(8).Some(), row => row.Set(
            ("clas_substance_misused", row.Random.Pick<string>(["Alcohol", "Drugs", "Solvents"])))),
        new("ssd_cla_convictions", "OFF", Care, span => span.FromAge(10).Share(6).Some(), row => row.Set(
            ("clac_cla_conviction_offence", row.Random.Pick<string>(["Theft", "Criminal damage", "Common assault", "Possession of a controlled drug"])))),

        new("ssd_send", "SND", Life, span => span.FromAge(2).Leaving(300).If(HasPlan(span) || span.Child.Random.Chance(6)).AtStart(), Numbers),
        new("ssd_ehcp_requests", "EHR", "ssd_send", span => span.FromAge(2).LastYears(5).Leaving(280).Some(), row => row.Set(
            ("ehcr_ehcp_req_outcome_date", row.Later(20, 42)),
            ("ehcr_ehcp_req_outcome", HasPlan(row.Span) || row.Random.Chance(40) ? Agreed : "Assessment refused"))),
        new("ssd_ehcp_assessment", "EHA", "ssd_ehcp_requests", span => span.If(span.Text("ehcr_ehcp_req_outcome") == Agreed).After(90, 140), row => row.Set(
            ("ehca_ehcp_assessment_outcome", HasPlan(row.Span) ? Issued : "No plan to be issued"),
            ("ehca_ehcp_assessment_exceptions", row.Random.Chance(5) ? "Child absent from the area" : null))),
        new("ssd_ehcp_named_plan", "EHN", "ssd_ehcp_assessment", span => span.If(span.Text("ehca_ehcp_assessment_outcome") == Issued).After(10, 60), NamedPlan),
        new("ssd_ehcp_active_plans", "EHP", "ssd_ehcp_named_plan", span => span.If(span.End is null).AtStart(), row => row.Set(
            ("ehcp_active_ehcp_last_review_date", row.Later(330, 365)))),
        new("ssd_sen_need", "SNN", "ssd_ehcp_named_plan", span => span.If(span.End is null).AtStart(span.Child.Random.Pick<int>([1, 1, 2, 3])), row => row.Set(
            // Neighbours in the list, so that none is named twice.
            ("senn_active_ehcp_need_type", InTurn(row.Codes("senn_active_ehcp_need_type"), row.Child.Number + row.Number)),
            ("senn_active_ehcp_need_rank", (row.Number + 1).ToString(CultureInfo.InvariantCulture)))),

        // The work tables that extraction tools leave in the dataset.
        new("ssd_cohort", string.Empty, Life, span => span.AtStart(), Cohort),
        new("ssd_api_data_staging", "APS", Life, span => span.If(span.Child.Profile.IsInCohort).AtStart(), Staging),
    ];

    private static string InTurn(IReadOnlyList<string> codes, long number) => codes[(int)(number % codes.Count)];

    private static string Family(SampleRecord row) =>
        string.Create(CultureInfo.InvariantCulture, $"FAM{(row.Child.Number / 10 * 6) + s_familyOfTen[row.Child.Number % 10]:D8}");

    private static IEnumerable<DateTime> OtherContacts(SampleSpan life) =>
        life.LastYears(6).Some(life.Child.Random.Pick<int>(life.Child.Profile == SampleProfile.ContactOnly ? [1, 2, 3] : [0, 0, 1, 1, 2]));

    private static void Contact(SampleRecord row, string outcome) => row.Set(
        ("cont_contact_source_desc", "Source " + row.Row.Text("cont_contact_source_code")),
        (ContactOutcome, Flags(s_outcomes, outcome)));

    private static void EarlyHelpEpisode(SampleRecord row)
    {
        var end = row.Later(60, 300);
        row.Set(
            ("earl_episode_end_date", end),
            ("earl_episode_reason", row.Random.Pick<string>(["Parenting support", "School attendance", "Domestic abuse", "Emotional wellbeing", "Housing or debt", "Young carer"])),
            ("earl_episode_end_reason", end is null ? null : row.Random.Pick<string>(["Goals met", "Family withdrew", "Stepped up to social care", "Moved away"])),
            ("earl_episode_organisation", row.Random.Pick<string>(["Local authority", "School", "Health visiting", "Family charity"])));
    }

    private static bool IsFlagged(string? flags, string name) => flags?.Contains($"\"{name}\":\"Y\"", StringComparison.Ordinal) == true;

    private static string Flags(IEnumerable<string> names, string chosen) => $"{{{string.Join(',', names.Select(name => $"\"{name}\":\"{(name == chosen ? 'Y' : 'N')}\""))}}}";

    private static void SeenAlone(SampleRecord row, string seen) => row.Set((seen + "_alone", row.Row.Text(seen) == "Y" ? row.Yes(65) : "N"));

    private static void Conference(SampleRecord row)
    {
        row.Set(
            ("cppr_cp_review_due", row.Day),
            ("cppr_cp_review_date", Held(row)),
            ("cppr_cp_review_meeting_id", "MTR" + row.Row.Text("cppr_cp_review_id")![3..]),
            ("cppr_cp_review_outcome_continue_cp", row.Span.End < row.Day.AddDays(30) ? "N" : "Y"),
            ("cppr_cp_review_quorate", row.Random.Chance(96) ? "Yes" : "No"),
            ("cppr_cp_review_participation", Participation(row)));
        row.Blank(row.Day > row.Span.Last, "cppr_cp_review_outcome_continue_cp", "cppr_cp_review_quorate");
    }

    // Somewhat early; null while it is still to come.
    private static DateTime? Held(SampleRecord review) => review.Day <= review.Span.Last ? review.Day.AddDays(-review.Random.Between(0, 14)) : null;

    private static string? Participation(SampleRecord review) =>
        review.Day > review.Span.Last ? null : review.Child.AgeOn(review.Day) < 4 ? "PN0" : review.Random.Pick(s_participation);

    private static void PreProceedings(SampleRecord row, bool toCourt)
    {
        var settled = row.Later(60, 110);
        var begun = toCourt && settled is not null ? row.Later(111, 120) : null;
        row.Set(
            ("prep_plo_family_id", Family(row)),
            ("prep_pre_pro_letter_date", row.Later(1, 10)),
            ("prep_initial_pre_pro_meeting_date", row.Later(10, 25)),
            ("prep_agree_stepdown_issue_date", settled),
            ("prep_pre_pro_outcome", settled is null ? null : row.Codes("prep_pre_pro_outcome")[toCourt ? 0 : 1]),
            ("prep_cp_plans_referral_period", row.Child.History.Of("ssd_cp_plans").Count),
            ("prep_care_pro_letter_date", begun),
            ("prep_parents_legal_rep_point_of_issue", begun is null ? "NA" : row.Yes(70)),
            ("prep_court_reference", string.Create(CultureInfo.InvariantCulture, $"ZZ{row.Day:yy}C{row.Random.Digits(5)}")),
            ("prep_care_proc_short_notice", row.Yes(15)));
        row.Blank(begun is null, "prep_court_reference", "prep_care_proc_court_hearings", "prep_care_proc_short_notice");
        row.Blank(begun is null, "prep_la_inital_plan_approved", "prep_la_initial_care_plan");
        row.Blank(row.Row.Text("prep_care_proc_short_notice") != "Y", "prep_proc_short_notice_reason");
        row.Blank(begun is null || row.Later(300, 300) is null, "prep_la_final_plan_approved", "prep_la_final_care_plan");
    }

    private static bool IsUnaccompanied(SampleSpan span) => span.Child.Profile == SampleProfile.Unaccompanied;

    private static string[] LegalCourse(SampleSpan care) =>
        IsUnaccompanied(care) ? ["V2"] : care.Child.Profile == SampleProfile.Adoption ? ["C1", "C2", "E1"] : s_legalCourses[care.Child.Number % s_legalCourses.Length];

    // The answers of the form that the plan is made of: a question each aim.
    private static void Answer(SampleRecord row) => row.Set(
        ("fact_form_id", "FRM" + row.Span.Text("lacp_table_id")![3..]),
        ("answer_no", string.Create(CultureInfo.InvariantCulture, $"CPFUP{row.Number + 1}")),
        ("answer", IsFlagged(row.Span.Text("lacp_cla_care_plan_json"), s_aims[row.Number]) ? "Yes" : "No"));

    private static void PreviousPermanence(SampleRecord row)
    {
        var day = row.Random.Chance(30) ? "zz" : row.Day.ToString("dd", CultureInfo.InvariantCulture);
        var month = day == "zz" && row.Random.Chance(30) ? "zz" : row.Day.ToString("MM", CultureInfo.InvariantCulture);
        row.Set(
            ("lapp_previous_permanence_order_date", row.Child.Mess.Strikes() ? SsdDate.Format(row.Day) : $"{day}/{month}/{row.Day.ToString("yyyy", CultureInfo.InvariantCulture)}"),
            ("lapp_previous_permanence_option", row.Random.Pick<string>(["P1", "P2", "P3", "P4", "Z1"])),
            ("lapp_previous_permanence_la", row.Random.Chance(70) ? "Exampleshire" : "Unknown"));
    }

    private static void Missing(SampleRecord row)
    {
        var start = row.Day.AddMinutes(row.Random.Between(960, 1439));
        var end = start.AddHours(row.Random.Pick<int>([2, 4, 8, 14, 26, 70]));
        var isFound = end.Date <= row.Span.LastOfLife;
        var offered = isFound ? row.Yes(85) : "NA";
        row.Set(
            ("miss_missing_episode_start_date", start),
            ("miss_missing_episode_type", row.Random.Chance(80) ? "M" : "A"),
            ("miss_missing_episode_end_date", isFound ? end : null),
            ("miss_missing_rhi_offered", offered),
            ("miss_missing_rhi_accepted", offered == "Y" ? row.Yes(55) : "NA"));
    }

    // The flag is 0 where the child has a plan for special educational needs.
    private static bool HasPlan(SampleSpan span) => span.Child.History.Of(Life)[0].Row.Text("pers_send_flag") == "0";

    private static void Numbers(SampleRecord row)
    {
        var upn = row.Child.History.Of(Life)[0].Row.Text("pers_upn") is { Length: 13 } known ? known : null;
        var uln = row.Child.Age >= 14 && row.Random.Chance(80) ? "9" + row.Random.Digits(9) : null;
        row.Set(("send_upn", upn), ("send_uln", uln));
        row.Blank(upn is not null || uln is not null, "send_upn_unknown");
    }

    private static void NamedPlan(SampleRecord row)
    {
        var ceased = row.Random.Chance(6) ? row.Later(30, 900) : null;
        row.Set(
            ("ehcn_named_plan_ceased_date", ceased),
            ("ehcn_named_plan_ceased_reason", ceased is null ? null : row.Random.Pick<string>(["Needs met without a plan", "Moved to another authority"])));
    }

    private static void Cohort(SampleRecord row)
    {
        var history = row.Child.History;
        int Has(string table) => history.Of(table).Count > 0 ? 1 : 0;
        var activity = history.Of("ssd_contacts").Concat(history.Of("ssd_cin_episodes"))
            .Select(record => (DateTime?)record.Day)
            .ToList();
        row.Set(
            ("legacy_id", row.Child.LegacyId),
            ("has_contact", Has("ssd_contacts")),
            ("has_referral", Has("ssd_cin_episodes")),
            ("has_903", Has(Care)),
            ("is_care_leaver", Has("ssd_care_leavers")),
            ("has_eligibility", Has("ssd_care_leavers")),
            ("has_client_flag", 1),
            ("has_involvement", Has("ssd_involvements")),
            ("first_activity_dttm", activity.Min()),
            ("last_activity_dttm", activity.Max()));
    }

    private static void Staging(SampleRecord row)
    {
        // As little as a payload can be: the sample does not copy that tool's own.
        var payload = $"{{\"la_child_id\":\"{JavaScriptEncoder.Default.Encode(row.Child.PersonId)}\",\"purge\":false}}";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(payload));
        var built = row.Child.Options.Day.AddDays(-row.Random.Between(0, 3)).AddMinutes(row.Random.Between(0, 300));
        var isSent = row.Random.Chance(75);
        row.Set(
            ("json_payload", payload),
            ("current_hash", hash),
            ("previous_hash", isSent ? hash : null),
            ("submission_status", isSent ? "Sent" : "Pending"),
            ("submission_timestamp", isSent ? built.AddMinutes(30) : null),
            ("api_response", isSent ? "200 OK" : null),
            ("row_state", isSent ? "unchanged" : row.Random.Pick<string>(["new", "updated"])),
            ("last_updated", built));
    }
}
