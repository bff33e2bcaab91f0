using System.Globalization;

namespace SsdClr.Local.SampleData;

/// <summary>The professionals of a sample, shared by its children: about one for forty.</summary>
internal sealed class SampleProfessionals
{
    private const int ChildrenEach = 40;
    private const int Fewest = 12;

    private readonly int _count;

    /// <summary>As many professionals as that number of children needs.</summary>
    public SampleProfessionals(int children) => _count = Math.Max(Fewest, children / ChildrenEach);

    /// <summary>The id of one of them.</summary>
    public string Pick(SampleRandom random) => IdOf(random.Between(0, _count - 1));

    /// <summary>Writes their rows.</summary>
    public void Write(SampleOutput output, SampleMess mess)
    {
        var random = mess.Random;
        for (var number = 0; number < _count; number++)
        {
            var registration = "SW" + (100_000 + number).ToString(CultureInfo.InvariantCulture);
            if (mess.Strikes())
            {
                registration = random.Pick<string?>([null, string.Empty, "  ", registration + "-RENEWED", " " + registration]);
            }

            output.Write(
                "ssd_professionals",
                ("prof_professional_id", IdOf(number)),
                ("prof_staff_id", (20_000 + number).ToString(CultureInfo.InvariantCulture)),
                ("prof_professional_name", $"{SampleNames.Forename(random)} {SampleNames.Surname(random)}"),
                ("prof_social_worker_registration_no", registration),
                ("prof_professional_job_title", random.Pick<string>(["Social Worker", "Senior Social Worker", "Team Manager", "Independent Reviewing Officer"])),
                ("prof_professional_caseload", random.Between(0, 30)),
                ("prof_professional_department", random.Pick<string>(["Assessment", "Safeguarding", "Children Looked After", "Leaving Care"])),
                ("prof_full_time_equivalency", random.Pick<double>([1.0, 1.0, 1.0, 0.8, 0.6, 0.5])),
                ("prof_agency_worker_flag", random.Chance(15) ? "Y" : "N"));
        }
    }

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"PRO{number:D6}");
}
