using static SsdClr.Local.SampleData.SampleSchedule;

namespace SsdClr.Local.SampleData;

/// <summary>Writes reviews: conferences on protection plans, and reviews of care, those held and the one that is due next.</summary>
internal static class SampleReviewRows
{
    private const int YoungestParticipant = 4;

    private static readonly string[] s_participation = ["PN1", "PN2", "PN3", "PN4", "PN5", "PN6", "PN7"];

    /// <summary>Writes the rows of one child.</summary>
    public static void Write(SampleChild child, SampleHistory history)
    {
        var last = history.LastDay(child);
        foreach (var plan in history.Rows("ssd_cp_plans"))
        {
            if (plan.Day("cppl_cp_plan_start_date") is { } start && start >= child.FirstDay)
            {
                Conferences(child, plan.Text("cppl_cp_plan_id"), start, plan.Day("cppl_cp_plan_end_date"), last);
            }
        }

        foreach (var period in history.CarePeriods)
        {
            Reviews(child, period, last);
        }
    }

    private static void Conferences(SampleChild child, string? planId, DateTime start, DateTime? end, DateTime last)
    {
        foreach (var due in ReviewsDue(start, firstAfter: 91, Earlier(end ?? last, last)))
        {
            var held = Held(child, start, due, end, last);
            if (held is null && (end is not null || last < child.Calendar.AsOf))
            {
                break;
            }

            child.Output.Write(
                "ssd_cp_reviews",
                ("cppr_cp_review_id", child.NextId("CPR")),
                ("cppr_person_id", child.Mess.Reference(child.Owner())),
                ("cppr_cp_plan_id", child.Mess.Reference(planId)),
                ("cppr_cp_review_due", due),
                ("cppr_cp_review_date", held is null ? null : child.Mess.Date(held)),
                ("cppr_cp_review_meeting_id", child.NextId("MTR")),
                ("cppr_cp_review_outcome_continue_cp", held is null ? null : child.Mess.Code(end is { } ended && held > ended.AddDays(-30) ? "N" : "Y", 1)),
                ("cppr_cp_review_quorate", held is null ? null : child.Mess.Code(child.Random.Chance(96) ? "Yes" : "No", 100)),
                ("cppr_cp_review_participation", held is null ? null : Participation(child, held.Value)));
        }
    }

    private static void Reviews(SampleChild child, SampleCarePeriod period, DateTime last)
    {
        // Twenty working days, then three months, then every six.
        foreach (var due in ReviewsDue(period.Start, firstAfter: 28, Earlier(period.End ?? last, last)))
        {
            var held = Held(child, period.Start, due, period.End, last);
            if (held is null && (period.End is not null || last < child.Calendar.AsOf))
            {
                break;
            }

            child.Output.Write(
                "ssd_cla_reviews",
                ("clar_cla_review_id", child.NextId("LAR")),
                ("clar_cla_id", child.Mess.Reference(period.CareId)),
                ("clar_cla_review_due_date", due),
                ("clar_cla_review_date", held is null ? null : child.Mess.Date(held)),
                ("clar_cla_review_cancelled", child.Mess.Code(child.Random.Chance(3) ? "Y" : "N", 1)),
                ("clar_cla_review_participation", held is null ? null : Participation(child, held.Value)),
                ("clar_cla_person_id", child.Mess.Reference(child.Owner())));
        }
    }

    /// <summary>The day the review that is due was held: somewhat early; null when it is still to come.</summary>
    private static DateTime? Held(SampleChild child, DateTime start, DateTime due, DateTime? end, DateTime last)
    {
        var day = Later(due.AddDays(-child.Random.Between(0, 14)), start);
        return day <= (end ?? last) && day <= last ? day : null;
    }

    private static string? Participation(SampleChild child, DateTime day) =>
        child.Mess.Code(child.Born is not { } born || day < born.AddYears(YoungestParticipant) ? "PN0" : child.Random.Pick(s_participation), 100);
}
