using System.Globalization;
using static SsdClr.Local.SampleData.SampleSchedule;

namespace SsdClr.Local.SampleData;

/// <summary>Writes what is meant to become of looked-after children and what was before: care plans, the answers they are made of, earlier permanence, cost of placements.</summary>
internal static class SampleCarePlanRows
{
    // The aims a plan answers, each with the question of the form it is made of.
    private static readonly (string Aim, string Question)[] s_aims =
    [
        ("RETURN_HOME", "CPFUP1"), ("ADOPTION", "CPFUP2"), ("SPECIAL_GUARDIANSHIP", "CPFUP3"), ("LONG_TERM_FOSTERING", "CPFUP4"), ("INDEPENDENCE", "CPFUP5"),
    ];

    private static readonly string[] s_previousOptions = ["P1", "P2", "P3", "P4", "Z1"];

    /// <summary>Writes the rows of one child.</summary>
    public static void Write(SampleChild child, SampleHistory history)
    {
        var last = history.LastDay(child);
        foreach (var period in history.CarePeriods)
        {
            Plans(child, period, last);
            if (period.Start.AddYears(-4) > child.FirstDay && child.Random.Chance(6))
            {
                PreviousPermanence(child, child.Random.Day(child.FirstDay.AddYears(1), period.Start.AddYears(-1)));
            }
        }

        foreach (var placement in history.Rows("ssd_cla_placement"))
        {
            // A draft of the dataset: the columns for the cost have no meaning yet.
            child.Output.Write("ssd_s251_finance", ("s251_table_id", child.NextId("S25")), ("s251_cla_placement_id", child.Mess.Reference(placement.Text("clap_cla_placement_id"))));
        }
    }

    private static void Plans(SampleChild child, SampleCarePeriod period, DateTime last)
    {
        var random = child.Random;
        var until = Earlier(period.End ?? last, last);
        var start = random.Day(period.Start, Earlier(period.Start.AddDays(10), until));
        while (start <= until)
        {
            var replaced = start.AddDays(random.Between(150, 700));
            var end = replaced <= until ? replaced : period.End <= last ? period.End : null;
            var chosen = random.Between(0, s_aims.Length - 1);
            var form = child.NextId("FRM");
            for (var aim = 0; aim < s_aims.Length; aim++)
            {
                child.Output.Write(
                    "ssd_pre_cla_care_plan",
                    ("fact_form_id", form),
                    ("dim_person_id", child.Mess.Reference(child.PersonId)),
                    ("answer_no", s_aims[aim].Question),
                    ("answer", child.Mess.Code(aim == chosen ? "Yes" : "No", 255)),
                    ("latestresponsedate", child.Moment(start)));
            }

            child.Output.Write(
                "ssd_cla_care_plan",
                ("lacp_table_id", child.NextId("LCP")),
                ("lacp_person_id", child.Mess.Reference(child.Owner())),
                ("lacp_cla_care_plan_start_date", child.Mess.Date(start)),
                ("lacp_cla_care_plan_end_date", child.Mess.End(start, end)),
                ("lacp_cla_care_plan_json", child.Mess.Strikes() ? s_aims[chosen].Aim : $"{{{string.Join(',', s_aims.Select((aim, index) => $"\"{aim.Aim}\":\"{(index == chosen ? 'Y' : 'N')}\""))}}}"));
            start = end is null || end == period.End ? until.AddDays(1) : end.Value;
        }
    }

    private static void PreviousPermanence(SampleChild child, DateTime ordered)
    {
        var random = child.Random;
        var day = random.Chance(30) ? "zz" : ordered.ToString("dd", CultureInfo.InvariantCulture);
        var month = day == "zz" && random.Chance(30) ? "zz" : ordered.ToString("MM", CultureInfo.InvariantCulture);
        child.Output.Write(
            "ssd_cla_previous_permanence",
            ("lapp_table_id", child.NextId("LPP")),
            ("lapp_person_id", child.Mess.Reference(child.Owner())),
            ("lapp_previous_permanence_order_date", child.Mess.Strikes() ? ordered.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{day}/{month}/{ordered.Year:D4}")),
            ("lapp_previous_permanence_option", child.Mess.Code(random.Pick(s_previousOptions), 200)),
            ("lapp_previous_permanence_la", random.Chance(70) ? "Exampleshire" : "Unknown"));
    }
}
