using System.Text;
using SsdClr.Payload.Building;

namespace SsdClr.Local.SampleData;

/// <summary>Writes a child's episodes of need: referral, assessments with factors, plans, enquiries, conferences, involvements.</summary>
internal static class SampleEpisodeRows
{
    private static readonly string[] s_otherRoles = ["TM", "IRO", "FPA", "CPA", "YPA"];
    private static readonly string[] s_abuseCategories = ["NEG", "PHY", "SAB", "EMO", "MUL"];

    /// <summary>Why a child is in need.</summary>
    public static IReadOnlyList<string> PrimaryNeeds { get; } = ["N1", "N2", "N3", "N4", "N5", "N6", "N7", "N8", "N9"];

    /// <summary>What happens within an episode.</summary>
    /// <param name="Assessed">An assessment was begun.</param>
    /// <param name="Planned">A child in need plan follows.</param>
    /// <param name="Enquired">A section 47 enquiry was made.</param>
    /// <param name="Protected">A child protection plan follows the conference.</param>
    internal readonly record struct Course(bool Assessed, bool Planned, bool Enquired, bool Protected);

    /// <summary>Writes the earlier episodes and the one the child's story is about.</summary>
    /// <returns>The latter's referral id and date; null when the child was never referred.</returns>
    public static (string ReferralId, DateTime ReferralDate)? Write(SampleChild child)
    {
        if (child.Profile is SampleProfile.ContactOnly)
        {
            return null;
        }

        var random = child.Random;
        var (start, end) = Dates(child);
        var earlierEnd = start.AddDays(-random.Between(30, 500));
        for (var earlier = random.Pick<int>([0, 0, 1, 1, 1, 2]); earlier > 0; earlier--)
        {
            var earlierStart = earlierEnd.AddDays(-random.Between(40, 300));
            if (earlierStart < child.FirstDay)
            {
                break;
            }

            Episode(child, earlierStart, earlierEnd, new Course(Assessed: true, Planned: random.Chance(45), Enquired: random.Chance(20), Protected: false));
            earlierEnd = earlierStart.AddDays(-random.Between(30, 500));
        }

        return (Episode(child, start, end, CourseOf(child)), start);
    }

    /// <summary>Writes an assessment with its factors.</summary>
    public static void Assessment(SampleChild child, string referralId, DateTime start, DateTime? authorised)
    {
        var random = child.Random;
        var assessmentId = child.NextId("CFA");
        child.Output.Write(
            "ssd_cin_assessments",
            ("cina_assessment_id", assessmentId),
            ("cina_person_id", child.Owner()),
            ("cina_referral_id", referralId),
            ("cina_assessment_start_date", child.Moment(child.Mess.Date(start))),
            ("cina_assessment_auth_date", authorised),
            ("cina_assessment_child_seen", random.Chance(92) ? "Y" : "N"),
            ("cina_assessment_outcome_nfa", random.Chance(30) ? "Y" : "N"),
            ("cina_assessment_worker_id", child.Professionals.Pick(random)));
        for (var rows = random.Chance(95) ? child.Mess.Strikes(0.3) ? 2 : 1 : 0; rows > 0; rows--)
        {
            child.Output.Write(
                "ssd_assessment_factors",
                ("cinf_table_id", child.NextId("FAC")),
                ("cinf_assessment_id", assessmentId),
                ("cinf_assessment_factors_json", Factors(child)));
        }
    }

    /// <summary>Now and then writes a plan that two systems hold: their ids differ by a blank, so they are one record when sent.</summary>
    /// <param name="child">The child: of those in need alone, whose cohort a plan does not change.</param>
    /// <param name="referral">The referral the plan belongs to.</param>
    public static void PlanHeldTwice(SampleChild child, (string ReferralId, DateTime ReferralDate)? referral)
    {
        if (child.Profile is not SampleProfile.ChildInNeed || referral is not { } owner || !child.Mess.Strikes(0.3))
        {
            return;
        }

        var planId = child.NextId("CNP");
        foreach (var spelling in new[] { planId, " " + planId })
        {
            child.Output.Write(
                "ssd_cin_plans",
                ("cinp_cin_plan_id", spelling),
                ("cinp_referral_id", owner.ReferralId),
                ("cinp_person_id", child.PersonId),
                ("cinp_cin_plan_start_date", owner.ReferralDate.AddDays(10)));
        }
    }

    private static (DateTime Start, DateTime? End) Dates(SampleChild child)
    {
        var random = child.Random;
        var asOf = child.Options.Day;
        var windowStart = child.Options.WindowStart;
        var first = child.FirstDay;
        DateTime start;
        switch (child.Profile)
        {
            case SampleProfile.Referred or SampleProfile.Deceased:
                start = Later(random.Day(windowStart.AddDays(-150), asOf.AddDays(-50)), first);
                return (start, random.Day(Later(start.AddDays(20), windowStart.AddDays(1)), asOf));
            case SampleProfile.WaitingAssessment:
                start = Later(random.Day(asOf.AddDays(-60), asOf.AddDays(-1)), first);
                return (start, null);
            case SampleProfile.Unborn:
                return (Later(asOf.AddDays(-random.Between(1, 60)), first), null);
            case SampleProfile.AgedOut:
                start = random.Day(first, first.AddYears(15));
                return (start, start.AddDays(random.Between(60, 700)));
            case SampleProfile.History or SampleProfile.PlacementOnly or SampleProfile.ProtectionOnly:
                start = Later(random.Day(windowStart.AddDays(-900), windowStart.AddDays(-120)), first);
                return (start, random.Day(start.AddDays(30), windowStart.AddDays(-1)));
            default:
                start = Later(random.Day(windowStart.AddDays(-300), asOf.AddDays(-60)), first);
                return (start, child.Profile is not SampleProfile.CareLeaver and not SampleProfile.BirthUnknown && random.Chance(35) ? random.Day(Later(start.AddDays(60), windowStart.AddDays(10)), asOf) : null);
        }
    }

    private static Course CourseOf(SampleChild child)
    {
        var random = child.Random;
        return child.Profile switch
        {
            SampleProfile.WaitingAssessment => default,
            SampleProfile.Unborn => new Course(Assessed: true, Planned: random.Chance(30), Enquired: random.Chance(50), Protected: false),
            SampleProfile.Referred => new Course(Assessed: true, Planned: false, Enquired: random.Chance(15), Protected: false),
            SampleProfile.ChildProtection or SampleProfile.ProtectionOnly => new Course(Assessed: true, Planned: random.Chance(40), Enquired: true, Protected: true),
            SampleProfile.LookedAfter or SampleProfile.Adoption => new Course(Assessed: true, Planned: random.Chance(50), Enquired: random.Chance(50), Protected: random.Chance(20)),
            SampleProfile.Unaccompanied or SampleProfile.CareLeaver => new Course(Assessed: true, Planned: random.Chance(20), Enquired: false, Protected: false),
            SampleProfile.ChildInNeed or SampleProfile.DisabledChild => new Course(Assessed: true, Planned: true, Enquired: random.Chance(20), Protected: false),
            _ => new Course(Assessed: true, Planned: random.Chance(50), Enquired: random.Chance(20), Protected: false),
        };
    }

    private static string Episode(SampleChild child, DateTime start, DateTime? end, Course course)
    {
        var random = child.Random;
        var referralId = child.NextId("REF");
        var noFurtherAction = random.Pick<string?>(["N", "N", "N", "F", "0", course.Planned ? "N" : "Y", course.Planned ? "0" : "1", course.Planned ? "F" : "T"]);
        child.Output.Write(
            "ssd_cin_episodes",
            ("cine_referral_id", referralId),
            ("cine_person_id", child.PersonId),
            ("cine_referral_date", ReferralDate(child, start)),
            ("cine_cin_primary_need_code", random.Pick(PrimaryNeeds)),
            ("cine_referral_source_code", child.Mess.Code(random.Pick(CodeList.ReferralSource.Codes))),
            ("cine_referral_nfa", child.Mess.Strikes() ? random.Pick<string?>(["?", " ", null, "y"]) : noFurtherAction),
            ("cine_close_reason", end is null ? null : child.Mess.Code(random.Pick(CodeList.ClosureReason.Codes))),
            ("cine_close_date", end is { } closed && child.Mess.Strikes(0.1) ? start.AddDays(-random.Between(1, 20)) : end),
            ("cine_referral_worker_id", child.Professionals.Pick(random)));

        var last = end ?? child.Options.Day;
        if (course.Assessed)
        {
            for (var assessments = random.Pick<int>([1, 1, 2]); assessments > 0; assessments--)
            {
                var assessed = random.Day(start, assessments == 1 ? Earlier(start.AddDays(10), last) : last);
                Assessment(child, referralId, assessed, assessed.AddDays(45) <= last || random.Chance(40) ? Earlier(assessed.AddDays(random.Between(5, 45)), last) : null);
            }
        }

        if (course.Enquired)
        {
            Enquiry(child, referralId, random.Day(start, last), course.Protected, last, stillProtected: end is null || child.Profile is SampleProfile.ProtectionOnly);
        }

        if (course.Planned)
        {
            var planned = Earlier(random.Day(start.AddDays(10), last), last);
            child.Output.Write(
                "ssd_cin_plans",
                ("cinp_cin_plan_id", child.NextId("CNP")),
                ("cinp_referral_id", referralId),
                ("cinp_person_id", child.Owner()),
                ("cinp_cin_plan_start_date", planned),
                ("cinp_cin_plan_end_date", child.Mess.Strikes(0.2) ? planned.AddDays(-3) : end is null && random.Chance(65) ? null : random.Day(planned, last)),
                ("cinp_cin_plan_worker_id", child.Professionals.Pick(random)));
        }

        Involvements(child, referralId, start, end);
        return referralId;
    }

    private static DateTime? ReferralDate(SampleChild child, DateTime start)
    {
        // An open referral without a date still waits for its assessment, and cannot be sent.
        if (child.Profile is SampleProfile.WaitingAssessment && child.Mess.Strikes())
        {
            return null;
        }

        return child.Moment(child.Mess.Strikes(0.05) ? child.Mess.Date(start) : start);
    }

    private static void Enquiry(SampleChild child, string referralId, DateTime start, bool isProtected, DateTime last, bool stillProtected)
    {
        var random = child.Random;
        var enquiryId = child.NextId("S47");
        var toConference = isProtected || random.Chance(45);
        var ended = start.AddDays(random.Between(1, 15));
        child.Output.Write(
            "ssd_s47_enquiry",
            ("s47e_s47_enquiry_id", enquiryId),
            ("s47e_referral_id", child.Mess.Reference(referralId)),
            ("s47e_person_id", child.Owner()),
            ("s47e_s47_start_date", child.Moment(start)),
            ("s47e_s47_end_date", ended > child.Options.Day ? null : ended),
            ("s47e_s47_nfa", toConference ? "N" : "Y"),
            ("s47e_s47_outcome_json", Outcome(child, toConference)),
            ("s47e_s47_completed_by_worker_id", child.Professionals.Pick(random)));
        if (!toConference)
        {
            return;
        }

        var conferenceId = child.NextId("ICC");
        var held = child.Mess.Strikes(0.3) ? start.AddDays(-2) : Earlier(start.AddDays(random.Between(3, 15)), child.Options.Day);
        var planId = isProtected ? child.NextId("CPP") : null;
        child.Output.Write(
            "ssd_initial_cp_conference",
            ("icpc_icpc_id", conferenceId),
            ("icpc_icpc_meeting_id", child.NextId("MTG")),
            ("icpc_s47_enquiry_id", child.Mess.Reference(enquiryId)),
            ("icpc_person_id", child.Owner()),
            ("icpc_cp_plan_id", planId),
            ("icpc_referral_id", referralId),
            ("icpc_icpc_transfer_in", "N"),
            ("icpc_icpc_target_date", start.AddDays(15)),
            ("icpc_icpc_date", held),
            ("icpc_icpc_outcome_cp_flag", isProtected ? "Y" : "N"),
            ("icpc_icpc_worker_id", child.Professionals.Pick(random)));
        if (planId is null)
        {
            return;
        }

        var category = random.Pick(s_abuseCategories);
        child.Output.Write(
            "ssd_cp_plans",
            ("cppl_cp_plan_id", planId),
            ("cppl_referral_id", referralId),
            ("cppl_icpc_id", conferenceId),
            ("cppl_person_id", child.PersonId),
            ("cppl_cp_plan_start_date", held),
            ("cppl_cp_plan_end_date", stillProtected && random.Chance(70) ? null : random.Day(held, last)),
            ("cppl_cp_plan_initial_category", category),
            ("cppl_cp_plan_latest_category", random.Chance(85) ? category : random.Pick(s_abuseCategories)),
            ("cppl_cp_plan_ola", "N"));
    }

    private static void Involvements(SampleChild child, string referralId, DateTime start, DateTime? end)
    {
        var random = child.Random;
        var from = start;
        for (var workers = random.Pick<int>([1, 1, 1, 2]); workers > 0; workers--)
        {
            var until = workers == 1 ? end : random.Day(from, end ?? child.Options.Day);
            Involvement(child, referralId, child.Mess.Strikes(0.5) ? "Case Worker" : child.Mess.Code("CW", 200), from, until);
            from = until ?? from;
        }

        if (random.Chance(60))
        {
            Involvement(child, referralId, random.Pick(s_otherRoles), start, end);
        }
    }

    private static void Involvement(SampleChild child, string referralId, string? role, DateTime from, DateTime? until) => child.Output.Write(
        "ssd_involvements",
        ("invo_involvements_id", child.NextId("INV")),
        ("invo_professional_id", child.Mess.Strikes(0.2) ? null : child.Professionals.Pick(child.Random)),
        ("invo_professional_role_id", role),
        ("invo_involvement_start_date", from),
        ("invo_involvement_end_date", until),
        ("invo_worker_change_reason", until is null ? null : "Case transfer"),
        ("invo_person_id", child.Owner()),
        ("invo_referral_id", referralId));

    private static string? Factors(SampleChild child)
    {
        var random = child.Random;
        if (child.Mess.Strikes())
        {
            return random.Between(0, 7) switch
            {
                0 => null,
                1 => string.Empty,
                2 => "null",
                3 => "1A, 4B",
                4 => "[\"1A\", \"4B\"",
                5 => "[\"99Z\", \"4b\"]",
                6 => "{\"factor\": \"1A\"}",
                _ => "[" + string.Join(',', CodeList.Factor.Codes.Select(code => $"\"{code}\"")) + "]",
            };
        }

        var factors = new StringBuilder("[");
        for (var count = random.Pick<int>([0, 1, 1, 2, 2, 3, 4, 6]); count > 0; count--)
        {
            factors.Append(factors.Length == 1 ? "\"" : ",\"").Append(random.Pick(CodeList.Factor.Codes)).Append('"');
        }

        return factors.Append(']').ToString();
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

    private static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
