using static SsdClr.Local.SampleData.SampleSchedule;

namespace SsdClr.Local.SampleData;

/// <summary>Writes visits: to children on plans and to looked-after children.</summary>
internal static class SampleVisitRows
{
    /// <summary>Writes the rows of one child.</summary>
    public static void Write(SampleChild child, SampleHistory history)
    {
        var random = child.Random;
        var last = history.LastDay(child);
        foreach (var plan in history.Rows("ssd_cin_plans"))
        {
            if (plan.Day("cinp_cin_plan_start_date") is { } start && start >= child.FirstDay)
            {
                foreach (var day in Every(random, 20, 35, start, Earlier(plan.Day("cinp_cin_plan_end_date") ?? last, last)))
                {
                    ChildInNeed(child, day);
                }
            }
        }

        foreach (var plan in history.Rows("ssd_cp_plans"))
        {
            if (plan.Day("cppl_cp_plan_start_date") is { } start && start >= child.FirstDay)
            {
                // Ten working days at the most.
                foreach (var day in Every(random, 9, 15, start, Earlier(plan.Day("cppl_cp_plan_end_date") ?? last, last)))
                {
                    ChildProtection(child, plan.Text("cppl_cp_plan_id"), day);
                }
            }
        }

        foreach (var period in history.CarePeriods)
        {
            // Six weeks at the most.
            foreach (var day in Every(random, 28, 44, Later(period.Start, child.FirstDay), Earlier(period.End ?? last, last)))
            {
                LookedAfter(child, period.CareId, day);
            }
        }
    }

    private static void ChildInNeed(SampleChild child, DateTime day)
    {
        var seen = child.Random.Chance(92);
        child.Output.Write(
            "ssd_cin_visits",
            ("cinv_cin_visit_id", child.NextId("CNV")),
            ("cinv_person_id", child.Mess.Reference(child.Owner())),
            ("cinv_cin_visit_date", child.Mess.Date(child.Moment(day))),
            ("cinv_cin_visit_seen", Answer(child, seen)),
            ("cinv_cin_visit_seen_alone", Answer(child, seen && child.Random.Chance(60))),
            ("cinv_cin_visit_bedroom", Answer(child, child.Random.Chance(40))));
    }

    private static void ChildProtection(SampleChild child, string? planId, DateTime day)
    {
        var seen = child.Random.Chance(94);
        child.Output.Write(
            "ssd_cp_visits",
            ("cppv_cp_visit_id", child.NextId("CPV")),
            ("cppv_person_id", child.Mess.Reference(child.Owner())),
            ("cppv_cp_plan_id", child.Mess.Reference(planId)),
            ("cppv_cp_visit_date", child.Mess.Date(child.Moment(day))),
            ("cppv_cp_visit_seen", Answer(child, seen)),
            ("cppv_cp_visit_seen_alone", Answer(child, seen && child.Random.Chance(65))),
            ("cppv_cp_visit_bedroom", Answer(child, child.Random.Chance(50))));
    }

    private static void LookedAfter(SampleChild child, string careId, DateTime day)
    {
        var seen = child.Random.Chance(95);
        child.Output.Write(
            "ssd_cla_visits",
            ("clav_cla_visit_id", child.NextId("LAV")),
            ("clav_cla_id", child.Mess.Reference(careId)),
            ("clav_person_id", child.Mess.Reference(child.Owner())),
            ("clav_cla_visit_date", child.Mess.Date(child.Moment(day))),
            ("clav_cla_visit_seen", Answer(child, seen)),
            ("clav_cla_visit_seen_alone", Answer(child, seen && child.Random.Chance(70))));
    }

    private static string? Answer(SampleChild child, bool yes) => child.Mess.Code(yes ? "Y" : "N", 1);
}
