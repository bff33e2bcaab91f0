using System.Globalization;

namespace SsdClr.Local.SampleData;

/// <summary>Departments and teams of the sample's authority: one directorate, its services, and teams of each, more in a larger sample.</summary>
internal sealed class SampleDepartments
{
    private const int ChildrenEach = 1000;
    private const string Directorate = "Children's Services";

    private static readonly string[] s_services = ["Assessment", "Safeguarding", "Children Looked After", "Leaving Care", "Early Help", "Special Educational Needs"];

    private readonly int _teams;

    /// <summary>As many teams as that number of children needs, at least one of each service.</summary>
    public SampleDepartments(int children) => _teams = 1 + (children / ChildrenEach);

    /// <summary>The id of a team of a service.</summary>
    public string Team(string service, SampleRandom random) => IdOf(Array.IndexOf(s_services, service) + 1, random.Between(1, _teams));

    /// <summary>Writes their rows, each after the one above it.</summary>
    public void Write(SampleOutput output, SampleMess mess)
    {
        Department(output, IdOf(0, 0), Directorate, parentId: null, parentName: null);
        for (var service = 1; service <= s_services.Length; service++)
        {
            var name = s_services[service - 1];
            Department(output, IdOf(service, 0), name, IdOf(0, 0), Directorate);
            for (var team = 1; team <= _teams; team++)
            {
                Department(output, IdOf(service, team), mess.Strikes() ? null : string.Create(CultureInfo.InvariantCulture, $"{name} Team {team}"), mess.Reference(IdOf(service, 0)), name);
            }
        }
    }

    private static void Department(SampleOutput output, string id, string? name, string? parentId, string? parentName) => output.Write(
        "ssd_department",
        ("dept_team_id", id),
        ("dept_team_name", name),
        ("dept_team_parent_id", parentId),
        ("dept_team_parent_name", parentName));

    private static string IdOf(int service, int team) => string.Create(CultureInfo.InvariantCulture, $"DEP{service}{team:D5}");
}
