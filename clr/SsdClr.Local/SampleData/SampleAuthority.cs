using System.Globalization;

namespace SsdClr.Local.SampleData;

/// <summary>Those who work with the children of a sample: about one professional for forty, and a directorate with its services and their teams.</summary>
/// <param name="options">What determines the sample.</param>
internal sealed class SampleAuthority(SampleOptions options)
{
    private const int FewestProfessionals = 12;
    private const int ChildrenAProfessional = 40;
    private const int ChildrenATeam = 1000;
    private const string Directorate = "Children's Services";

    private static readonly string[] s_services = ["Assessment", "Safeguarding", "Children Looked After", "Leaving Care", "Early Help", "Special Educational Needs"];

    private readonly int _professionals = Math.Max(FewestProfessionals, options.Children / ChildrenAProfessional);
    private readonly int _teams = 1 + (options.Children / ChildrenATeam);

    /// <summary>The id of a professional.</summary>
    public string Professional(SampleRandom random) => ProfessionalId(random.Between(0, _professionals - 1));

    /// <summary>The id of a team of a service, now and then one that is nowhere; null where the sample has no teams.</summary>
    public string? Team(string service, SampleMess mess)
    {
        // Drawn in any case, so that the draws after it are the same whichever tables are filled.
        var team = mess.Reference(TeamId(Array.IndexOf(s_services, service) + 1, mess.Random.Between(1, _teams)));
        return options.Tables is SampleTables.All ? team : null;
    }

    /// <summary>Writes the professionals.</summary>
    public void WriteProfessionals(SampleOutput output, SampleMess mess)
    {
        var random = mess.Random;
        for (var number = 0; number < _professionals; number++)
        {
            string? registration = "SW" + (100_000 + number).ToString(CultureInfo.InvariantCulture);
            registration = mess.Strikes() ? random.Pick<string?>([null, string.Empty, "  ", registration + "-RENEWED", " " + registration]) : registration;
            output.Write(
                "ssd_professionals",
                ("prof_professional_id", ProfessionalId(number)),
                ("prof_staff_id", (20_000 + number).ToString(CultureInfo.InvariantCulture)),
                ("prof_professional_name", $"{SampleNames.Forename(random)} {SampleNames.Surname(random)}"),
                ("prof_social_worker_registration_no", registration),
                ("prof_professional_job_title", random.Pick<string>(["Social Worker", "Senior Social Worker", "Team Manager", "Independent Reviewing Officer"])),
                ("prof_professional_caseload", random.Between(0, 30)),
                ("prof_professional_department", s_services[random.Between(0, 3)]),
                ("prof_full_time_equivalency", random.Pick<double>([1.0, 1.0, 1.0, 0.8, 0.6, 0.5])),
                ("prof_agency_worker_flag", random.Chance(15) ? "Y" : "N"));
        }
    }

    /// <summary>Writes the directorate, the services and the teams, each after the one above it.</summary>
    public void WriteTeams(SampleOutput output, SampleMess mess)
    {
        Department(output, TeamId(0, 0), Directorate, parentId: null, parentName: null);
        for (var service = 1; service <= s_services.Length; service++)
        {
            var name = s_services[service - 1];
            Department(output, TeamId(service, 0), name, TeamId(0, 0), Directorate);
            for (var team = 1; team <= _teams; team++)
            {
                var teamName = mess.Strikes() ? null : string.Create(CultureInfo.InvariantCulture, $"{name} Team {team}");
                Department(output, TeamId(service, team), teamName, mess.Reference(TeamId(service, 0)), name);
            }
        }
    }

    private static void Department(SampleOutput output, string id, string? name, string? parentId, string? parentName) =>
        output.Write("ssd_department", ("dept_team_id", id), ("dept_team_name", name), ("dept_team_parent_id", parentId), ("dept_team_parent_name", parentName));

    private static string ProfessionalId(int number) => string.Create(CultureInfo.InvariantCulture, $"PRO{number:D6}");

    private static string TeamId(int service, int team) => string.Create(CultureInfo.InvariantCulture, $"DEP{service}{team:D5}");
}
