using static SsdClr.Local.SampleData.SampleSchedule;

namespace SsdClr.Local.SampleData;

/// <summary>Writes the health of looked-after children, and what they did and suffered: checks, immunisations, substance misuse, convictions.</summary>
internal static class SampleHealthRows
{
    private const int AgeOfDevelopmentalCheck = 5;
    private const int AgeOfMisuse = 11;
    private const int AgeOfCriminalResponsibility = 10;

    private static readonly string[] s_yearlyChecks = ["Health assessment", "Dental check"];
    private static readonly string[] s_substances = ["Alcohol", "Drugs", "Solvents"];
    private static readonly string[] s_offences = ["Theft", "Criminal damage", "Common assault", "Possession of a controlled drug", "Taking a vehicle without consent"];

    /// <summary>Writes the rows of one child.</summary>
    public static void Write(SampleChild child, SampleHistory history)
    {
        if (history.CarePeriods is not [var period, ..])
        {
            return;
        }

        var last = Earlier(period.End ?? history.LastDay(child), history.LastDay(child));
        foreach (var type in s_yearlyChecks)
        {
            foreach (var day in Every(child.Random, 330, 380, period.Start, last))
            {
                Check(child, type, day);
            }
        }

        if (child.Born is { } born)
        {
            foreach (var day in Every(child.Random, 150, 200, period.Start, Earlier(last, born.AddYears(AgeOfDevelopmentalCheck))))
            {
                Check(child, "Developmental check", day);
            }

            Troubles(child, born, period.Start, last);
        }

        Immunisations(child, child.Random.Day(period.Start, last));
    }

    private static void Check(SampleChild child, string type, DateTime day) => child.Output.Write(
        "ssd_cla_health",
        ("clah_health_check_id", child.NextId("HEA")),
        ("clah_person_id", child.Mess.Reference(child.Owner())),
        ("clah_health_check_type", child.Mess.Code(type, 500)),
        ("clah_health_check_date", child.Mess.Date(child.Moment(day))),
        ("clah_health_check_status", child.Mess.Code(child.Random.Pick<string>(["Completed", "Completed", "Completed", "Completed", "Completed", "Completed", "Refused", "Missed"]))));

    private static void Immunisations(SampleChild child, DateTime day) => child.Output.Write(
        "ssd_cla_immunisations",
        // The key, so it is never blank and never another child's.
        ("clai_person_id", child.PersonId),
        ("clai_immunisations_status", child.Mess.Code(child.Random.Chance(82) ? "Y" : "N", 1)),
        ("clai_immunisations_status_date", child.Mess.Date(day)));

    private static void Troubles(SampleChild child, DateTime born, DateTime start, DateTime last)
    {
        var random = child.Random;
        var misuseFrom = Later(start, born.AddYears(AgeOfMisuse));
        if (misuseFrom < last && random.Chance(8))
        {
            child.Output.Write(
                "ssd_cla_substance_misuse",
                ("clas_substance_misuse_id", child.NextId("SUB")),
                ("clas_person_id", child.Mess.Reference(child.Owner())),
                ("clas_substance_misuse_date", child.Mess.Date(random.Day(misuseFrom, last))),
                ("clas_substance_misused", child.Mess.Code(random.Pick(s_substances), 100)),
                ("clas_intervention_received", child.Mess.Code(random.Chance(60) ? "Y" : "N", 1)));
        }

        var offenceFrom = Later(start, born.AddYears(AgeOfCriminalResponsibility));
        if (offenceFrom < last && random.Chance(6))
        {
            child.Output.Write(
                "ssd_cla_convictions",
                ("clac_cla_conviction_id", child.NextId("OFF")),
                ("clac_person_id", child.Mess.Reference(child.Owner())),
                ("clac_cla_conviction_date", child.Mess.Date(random.Day(offenceFrom, last))),
                ("clac_cla_conviction_offence", child.Mess.Strikes() ? null : random.Pick(s_offences)));
        }
    }
}
