using SsdClr.Payload.Building;
using static SsdClr.Local.SampleData.SampleHistory;

namespace SsdClr.Local.SampleData;

/// <summary>What the authority does for the child: referrals with what comes of them, care, adoption, leaving care.</summary>
internal static class SampleCaseDeclarations
{
    private const string Episodes = "ssd_cin_episodes";
    private const string Conference = "ssd_initial_cp_conference";
    private const string Placements = "ssd_cla_placement";

    private static readonly string[] s_abuse = ["Emotional Abuse", "Neglect", "Physical Abuse", "Sexual Abuse"];
    private static readonly string[] s_otherRoles = ["TM", "IRO", "FPA", "CPA", "YPA"];

    /// <summary>The tables, in the order in which they are written: each after the tables that its rows hang on.</summary>
    public static IReadOnlyList<SampleDeclaration> All { get; } =
    [
        new(Episodes, "REF", Life, Referrals, Referral) { Service = "Assessment" },
        new("ssd_cin_assessments", "CFA", Episodes, span => OneOrTwo(span.Share(Course(span).Assessed), 60, 300), row => row.Ends(row.Later(5, 45))) { Service = "Assessment" },
        new("ssd_assessment_factors", "FAC", "ssd_cin_assessments", span => span.Share(95).AtStart(span.Child.Mess.Strikes(0.3) ? 2 : 1), row =>
            row.Row.Set("cinf_assessment_factors_json", Factors(row.Child))),
        new("ssd_s47_enquiry", "S47", Episodes, span => span.Share(Course(span).Enquired).Some(), Enquiry) { Service = "Assessment" },
        new(Conference, "ICC", "ssd_s47_enquiry", span => span.If(span.Text("s47e_s47_nfa") == "N").After(3, 15), InitialConference),
        new("ssd_cp_plans", "CPP", Conference, span => span.Share(Course(span).Protected).AtStart(), ProtectionPlan),
        new("ssd_cin_plans", "CNP", Episodes, span => span.Share(Course(span).Planned).Some(), row =>
            row.Ends(row.Random.Chance(65) ? row.Until : row.Random.Day(row.Day, row.Span.Last))),
        new("ssd_involvements", "INV", Episodes, span => OneOrTwo(span, 60, 400), row => Involvement(row, row.Child.Mess.Strikes(0.5) ? "Case Worker" : "CW")),
        new("ssd_involvements", "INV", Episodes, span => span.Share(60).AtStart(), row => Involvement(row, row.Random.Pick(s_otherRoles))),

        new(Placements, "PLC", Life, PlacementDays, Placement),
        new(Care, "CEP", Placements, span => OneOrTwo(span, 30, 400), CareEpisode),
        new("ssd_permanence", "PER", Care, span => span.If(span.Child.Profile == SampleProfile.Adoption).Some(), Permanence),
        // The period of care also stands against another child, a sibling perhaps: nobody can tell whose adoption it is.
        new(Care, "CEP", "ssd_permanence", span => span.If(span.Text("perm_cla_id") is not null && span.Child.Mess.Strikes()).AtStart(), OfAnotherChild),
        new("ssd_sdq_scores", "SDQ", Life, life => life.If(life.Child.History.Of(Care).Count > 0).FromAge(4).LastYears(3).Some(life.Child.Random.Between(0, 3)), Score),
        new("ssd_care_leavers", "CLV", Life, life => OneOrTwo(life.If(LeftCare(life.Child)).LastYears(1), 30, 300), CareLeaver) { Service = "Leaving Care" },

        // A plan that two systems hold: their ids differ by a blank, so they are one record when sent. Of those in need alone, whose cohort a plan does not change.
        new("ssd_cin_plans", "CNP", "ssd_cin_plans", span => span.If(span.Child.Profile == SampleProfile.ChildInNeed && span.Child.Mess.Strikes(0.3)).AtStart(), row =>
        {
            row.Span.On!.Row.Values.CopyTo(row.Row.Values);
            row.Row.Set("cinp_cin_plan_id", " " + row.Span.Text("cinp_cin_plan_id"));
        }),
    ];

    private static IEnumerable<DateTime> OneOrTwo(SampleSpan span, int least, int most) => span.Chain(least, most).Take(span.Child.Random.Pick<int>([1, 1, 1, 2]));

    // An earlier episode goes like those of a child whose episodes are all past.
    private static SampleProfile Course(SampleSpan span) => ReferenceEquals(span.Above(Episodes), span.Child.History.Last(Episodes)) ? span.Child.Profile : SampleProfile.History;

    // The referral that the story is about comes last; those before it were closed by then.
    private static IEnumerable<DateTime> Referrals(SampleSpan life)
    {
        if (life.Child.Profile.Referral is not { } days)
        {
            return [];
        }

        var random = life.Child.Random;
        List<DateTime> starts = [life.From(life.Child.Options.Day.AddDays(-random.Between(days.Latest, days.Earliest))).Start];
        for (var earlier = random.Pick<int>([0, 0, 1, 1, 1, 2]); earlier > 0; earlier--)
        {
            starts.Insert(0, starts[0].AddDays(-random.Between(100, 800)));
        }

        return starts.Where(start => start >= life.Start);
    }

    private static void Referral(SampleRecord row)
    {
        var (random, profile) = (row.Random, row.Child.Profile);
        row.Ends(row.Until is { } next ? random.Day(row.Day.AddDays(40), next.AddDays(-30)) : random.Chance(profile.Open) ? null : Closure(row));
        row.Blank(row.Until is null, "cine_close_reason");
        row.Set(("cine_referral_nfa", random.Pick<string>(["N", "N", "N", "F", "0", "Y", "1", "T"])));
        // An open referral without a date still waits for its assessment, and cannot be sent.
        row.Blank(profile == SampleProfile.WaitingAssessment && row.Child.Mess.Strikes(), "cine_referral_date");
    }

    private static DateTime Closure(SampleRecord row)
    {
        var window = row.Child.Options.WindowStart;
        var later = row.Day.AddDays(row.Random.Between(30, 700));
        return !row.Child.Profile.IsPast
            ? row.Random.Day(row.Day.AddDays(20) > window.AddDays(10) ? row.Day.AddDays(20) : window.AddDays(10), row.Span.LastOfLife)
            : later < window ? later : window.AddDays(-1);
    }

    private static string? Factors(SampleChild child)
    {
        var random = child.Random;
        var codes = CodeList.Factor.Codes;
        return child.Mess.Strikes()
            ? random.Pick<string?>([null, string.Empty, "null", "1A, 4B", "[\"1A\", \"4B\"", "[\"99Z\", \"4b\"]", "{\"factor\": \"1A\"}", Json(codes)])
            : Json(Enumerable.Range(0, random.Pick<int>([0, 1, 1, 2, 2, 3, 4, 6])).Select(_ => random.Pick(codes)));
    }

    private static string Json(IEnumerable<string> codes) => $"[{string.Join(',', codes.Select(code => $"\"{code}\""))}]";

    private static void Enquiry(SampleRecord row)
    {
        var toConference = row.Random.Chance(Math.Max(45, Course(row.Span).Protected));
        row.Ends(row.Later(1, 15));
        row.Set(("s47e_s47_nfa", toConference ? "N" : "Y"));
        row.Row.Set("s47e_s47_outcome_json", Outcome(row.Child, toConference));
    }

    private static string? Outcome(SampleChild child, bool toConference)
    {
        var random = child.Random;
        if (child.Mess.Strikes())
        {
            return random.Pick<string?>([null, string.Empty, "Initial CP Conference", "No Further Action", "{\"CP_CONFERENCE_FLAG\":", "{\"CP_CONFERENCE_FLAG\":\"maybe\"}", "[]"]);
        }

        var key = random.Chance(10) ? "OUTCOME_CP_CONFERENCE_FLAG" : "CP_CONFERENCE_FLAG";
        var flag = toConference ? random.Pick<string>(["\"Y\"", "\"Y\"", "\"T\"", "\"1\"", "true"]) : random.Pick<string>(["\"N\"", "\"N\"", "\"F\"", "\"0\"", "false"]);
        return $"{{\"NFA_FLAG\":\"{(toConference ? 'N' : 'Y')}\",\"{key}\":{flag}}}";
    }

    private static void InitialConference(SampleRecord row) => row.Set(
        ("icpc_icpc_meeting_id", "MTG" + row.Row.Text("icpc_icpc_id")![3..]),
        ("icpc_icpc_transfer_in", "N"),
        ("icpc_icpc_target_date", row.Span.Start.AddDays(15)),
        ("icpc_icpc_date", row.Child.Mess.Strikes(0.3) ? row.Span.Start.AddDays(-2) : row.Day),
        ("icpc_icpc_outcome_cp_flag", "N"));

    private static void ProtectionPlan(SampleRecord row)
    {
        var (random, window) = (row.Random, row.Child.Options.WindowStart);
        var closed = row.Child.Profile == SampleProfile.ProtectionOnly ? null : row.Span.Above(Episodes)!.Until;
        var goesOn = closed is null && random.Chance(70);
        row.Ends(goesOn ? null : random.Day(row.Day > window ? row.Day : window, closed ?? row.Span.LastOfLife));
        var category = random.Pick(s_abuse);
        row.Set(
            ("cppl_cp_plan_initial_category", category),
            ("cppl_cp_plan_latest_category", random.Chance(85) ? category : random.Pick(s_abuse)),
            ("cppl_cp_plan_ola", "N"));
        row.Span.On!.Row.Set(("icpc_cp_plan_id", row.Row.Text("cppl_cp_plan_id")), ("icpc_icpc_outcome_cp_flag", "Y"));
    }

    private static void Involvement(SampleRecord row, string role) =>
        row.Set(("invo_professional_role_id", role), ("invo_worker_change_reason", row.Until is null ? null : "Case transfer"));

    private static IEnumerable<DateTime> PlacementDays(SampleSpan life)
    {
        var random = life.Child.Random;
        return random.Chance(life.Child.Profile.InCare)
            ? life.From(random.Day(life.Child.History.Of(Episodes)[^1].Day.AddDays(1), life.Last.AddDays(-20))).Chain(7, 200).Take(random.Pick<int>([1, 1, 2, 2, 3]))
            : [];
    }

    private static void Placement(SampleRecord row)
    {
        var random = row.Random;
        row.Ends(row.Until ?? (random.Chance(row.Child.Profile.StillInCare) ? null : random.Day(row.Day.AddDays(7), row.Span.LastOfLife)));
        var forAdoption = row.Child.Profile == SampleProfile.Adoption && random.Chance(60);
        row.Set(
            ("clap_cla_placement_type", random.Pick<string>([.. row.Codes("clap_cla_placement_type").Where(code => (code[0] == 'A') == forAdoption)])),
            ("clap_cla_placement_distance", random.Between(0, 900) / 10.0));
        row.Row.Set(
            // All placements of a child are of one period of care.
            ("clap_cla_id", row.Number == 0 ? "CLA" + row.Row.Text("clap_cla_placement_id")![3..] : row.Child.History.Of(Placements)[0].Row.Text("clap_cla_id")),
            ("clap_cla_placement_postcode", SamplePersonDeclarations.RecordedPostcode(row.Child)),
            ("clap_cla_placement_urn", "SC" + random.Digits(6)));
        row.Blank(row.Until is null, "clap_cla_placement_change_reason");
    }

    private static void CareEpisode(SampleRecord row)
    {
        var random = row.Random;
        var placements = row.Child.History.Of(Placements);
        var isLast = row.Until == row.Span.End && ReferenceEquals(row.Span.On, placements[^1]);
        var startReason = row.Child.History.Of(Care).Count == 0 ? "S" : row.Number > 0 ? "L" : OtherThan("S", CodeList.PlacementStartReason, random);
        var endReason = isLast ? OtherThan("X1", CodeList.PlacementEndReason, random) : "X1";
        row.Set(
            ("clae_cla_episode_start_reason", startReason),
            ("clae_cla_episode_ceased_reason", row.Until is null ? null : random.Chance(10) ? endReason + "\r\n" : endReason),
            ("clae_entered_care_date", placements[0].Day),
            ("clae_cla_last_iro_contact_date", random.Day(row.Day, row.Until ?? row.Span.LastOfLife)));
        row.Row.Set("clae_cla_id", row.Span.Text("clap_cla_id"));
        // Some systems leave the placement's id out.
        row.Blank(random.Chance(15), "clae_cla_placement_id");
    }

    private static string OtherThan(string code, CodeList list, SampleRandom random) => random.Pick<string>([.. list.Codes.Where(other => other != code)]);

    private static void Permanence(SampleRecord row)
    {
        var (child, random) = (row.Child, row.Random);
        var byPeriod = random.Chance(50);
        row.Ends(random.Chance(70) ? row.Later(20, 60) : null);
        row.Set(
            ("perm_placed_for_adoption_date", row.Until is not null && random.Chance(60) ? row.Later(65, 100) : null),
            ("perm_adopted_by_carer_flag", "N"),
            ("perm_part_of_sibling_group", row.Yes(30)));
        // One vendor holds the legacy id here; and a row may name one child and the period of care of another.
        var person = byPeriod && random.Chance(50) ? null : child.PersonId;
        row.Row.Set("perm_person_id", byPeriod && child.Mess.Strikes(2) ? child.OtherPersonId : child.Mess.Strikes() ? child.LegacyId : person);
        row.Blank(!byPeriod, "perm_cla_id");
        row.Blank(holds: true, "perm_decision_reversed_reason");
    }

    private static void OfAnotherChild(SampleRecord row)
    {
        row.Row.Set(("clae_person_id", row.Child.OtherPersonId), ("clae_cla_id", row.Span.Text("perm_cla_id")));
        row.Blank(holds: true, "clae_cla_episode_start_reason", "clae_cla_episode_ceased_date", "clae_cla_episode_ceased_reason", "clae_referral_id", "clae_cla_placement_id");
    }

    private static void Score(SampleRecord row) => row.Row.Set(
        ("csdq_sdq_reason", row.Child.Mess.Strikes() ? "SDQ1" : null),
        ("csdq_sdq_score", row.Child.Mess.Strikes() ? row.Random.Pick<object?>([null, -1, 41, 99]) : row.Random.Between(0, 40)));

    // Now and then a child in care is recorded as one who left it.
    private static bool LeftCare(SampleChild child) => child.Random.Chance(child.Profile.LeftCare) || (child.Profile.InCare == 100 && child.Mess.Strikes(0.5));

    private static void CareLeaver(SampleRecord row) => row.Set(
        ("clea_care_leaver_eligibility", row.Random.Pick<string>(["Former relevant child", "Relevant child", "Eligible child"])),
        ("clea_care_leaver_in_touch", "YES"),
        ("clea_care_leaver_accom_suitable", row.Random.Chance(85) ? "1" : "2"),
        ("clea_pathway_plan_review_date", row.Day.AddDays(-row.Random.Between(1, 180))));
}
