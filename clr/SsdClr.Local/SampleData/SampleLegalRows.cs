using System.Globalization;
using static SsdClr.Local.SampleData.SampleSchedule;

namespace SsdClr.Local.SampleData;

/// <summary>Writes law: legal statuses of a period of care, and pre-proceedings with the care proceedings that may follow.</summary>
internal static class SampleLegalRows
{
    /// <summary>Writes the rows of one child.</summary>
    public static void Write(SampleChild child, SampleHistory history)
    {
        var last = history.LastDay(child);
        foreach (var period in history.CarePeriods)
        {
            Statuses(child, period, last);
        }

        if (child.Profile is SampleProfile.Unaccompanied)
        {
            return;
        }

        if (history.CarePeriods is [var care, ..] && child.Random.Chance(40))
        {
            PreProceedings(child, Later(care.Start.AddDays(-child.Random.Between(20, 120)), child.FirstDay), last, toCourt: true, history.Rows("ssd_cp_plans").Count);
        }
        else if (history.Rows("ssd_cp_plans") is [var plan, ..] && plan.Day("cppl_cp_plan_start_date") is { } start && start >= child.FirstDay && child.Random.Chance(25))
        {
            PreProceedings(child, start.AddDays(child.Random.Between(30, 120)), last, toCourt: child.Random.Chance(30), history.Rows("ssd_cp_plans").Count);
        }
    }

    private static void Statuses(SampleChild child, SampleCarePeriod period, DateTime last)
    {
        var random = child.Random;
        string[] course = child.Profile switch
        {
            SampleProfile.Adoption => ["C1", "C2", "E1"],
            SampleProfile.Unaccompanied => ["V2"],
            _ => random.Pick<string[]>([["V2"], ["V2", "C1", "C2"], ["C1", "C2"], ["C2"], ["L2", "C1", "C2"]]),
        };
        var start = period.Start;
        for (var step = 0; step < course.Length && start <= last; step++)
        {
            var end = step < course.Length - 1 ? start.AddDays(random.Between(30, 200)) : (DateTime?)null;
            var until = end is null || end > last || end >= period.End ? period.End : end;
            until = until > last ? null : until;
            child.Output.Write(
                "ssd_legal_status",
                ("lega_legal_status_id", child.NextId("LEG")),
                ("lega_person_id", child.Mess.Reference(child.Owner())),
                ("lega_legal_status", child.Mess.Code(course[step], 100)),
                ("lega_legal_status_start_date", child.Mess.Date(start)),
                ("lega_legal_status_end_date", child.Mess.End(start, until)));
            if (until is null || until == period.End)
            {
                break;
            }

            start = until.Value;
        }
    }

    private static void PreProceedings(SampleChild child, DateTime decided, DateTime last, bool toCourt, int plans)
    {
        if (decided > last)
        {
            return;
        }

        var random = child.Random;
        var mess = child.Mess;
        var letter = Past(decided.AddDays(random.Between(1, 10)), last);
        var meeting = Past(decided.AddDays(random.Between(10, 25)), last);
        var settled = Past(decided.AddDays(random.Between(60, 110)), last);
        var courtLetter = toCourt && settled is { } issued ? Past(issued.AddDays(random.Between(1, 10)), last) : null;
        var shortNotice = courtLetter is not null && random.Chance(15);
        var concluded = courtLetter is { } begun && begun.AddDays(180) <= last;
        child.Output.Write(
            "ssd_pre_proceedings",
            ("prep_table_id", child.NextId("PRP")),
            ("prep_person_id", mess.Reference(child.Owner())),
            ("prep_plo_family_id", SampleFamilies.IdOf(child.Number)),
            ("prep_pre_pro_decision_date", decided),
            ("prep_initial_pre_pro_meeting_date", mess.End(decided, meeting)),
            ("prep_pre_pro_outcome", settled is null ? null : mess.Code(ModelCodes.PreProceedingsOutcome[toCourt ? 0 : 1].Value, 100)),
            ("prep_agree_stepdown_issue_date", settled),
            ("prep_cp_plans_referral_period", mess.Strikes() ? 100 : plans),
            ("prep_legal_gateway_outcome", mess.Code(random.Pick(ModelCodes.LegalGatewayOutcome).Value, 100)),
            ("prep_prev_pre_proc_child", random.Pick<int>([0, 0, 0, 1])),
            ("prep_prev_care_proc_child", random.Pick<int>([0, 0, 0, 0, 1])),
            ("prep_pre_pro_letter_date", letter),
            ("prep_care_pro_letter_date", courtLetter),
            ("prep_pre_pro_meetings_num", meeting is null ? 0 : random.Between(0, 4)),
            ("prep_pre_pro_parents_legal_rep", mess.Code(random.Pick<string>(["Y", "Y", "N", "U"]), 1)),
            ("prep_parents_legal_rep_point_of_issue", mess.Code(courtLetter is null ? "NA" : random.Pick<string>(["Y", "Y", "N", "U"]), 2)),
            ("prep_court_reference", courtLetter is null ? null : string.Create(CultureInfo.InvariantCulture, $"ZZ{decided:yy}C{random.Digits(5)}")),
            ("prep_care_proc_court_hearings", courtLetter is null ? 0 : random.Between(1, 6)),
            ("prep_care_proc_short_notice", mess.Code(courtLetter is null ? "0" : shortNotice ? "Y" : "N", 1)),
            ("prep_proc_short_notice_reason", shortNotice ? mess.Code(random.Pick(ModelCodes.ShortNoticeReason).Value, 100) : null),
            ("prep_la_inital_plan_approved", courtLetter is null ? null : random.Chance(85) ? "Y" : "N"),
            ("prep_la_initial_care_plan", courtLetter is null ? null : mess.Code(random.Pick(ModelCodes.InitialCarePlan).Value, 100)),
            ("prep_la_final_plan_approved", concluded ? random.Chance(85) ? "Y" : "N" : null),
            ("prep_la_final_care_plan", concluded ? mess.Code(random.Pick(ModelCodes.FinalCarePlan).Value, 100) : null));
    }

    private static DateTime? Past(DateTime day, DateTime last) => day <= last ? day : null;
}
