using System.Globalization;
using System.Text.Json.Nodes;
using SsdClr.Data;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Preview;

namespace SsdClr.Local.Reports;

/// <summary>Counts verdicts on persons: in or out, by group, and by what keeps the others out.</summary>
internal sealed class CohortSummary
{
    private static readonly (CohortGroups Group, string Name)[] s_groups = [.. CohortRules.AllGroups.Select(group => (group, CohortRules.NameOf(group)))];

    private static readonly string[] s_outBecause = ["age", "no group", "only groups that are switched off", "not in the cohort table", "not on the pilot list", "neither in the cohort table nor on the pilot list"];

    private readonly long[] _matching = new long[s_groups.Length];
    private readonly long[] _inCohort = new long[s_groups.Length];
    private readonly long[] _out = new long[s_outBecause.Length];
    private CohortGroups? _counted;

    /// <summary>Persons counted.</summary>
    public long Persons { get; private set; }

    /// <summary>Persons in the cohort.</summary>
    public long InCohort { get; private set; }

    /// <summary>The groups' names, as the columns of csc.cohort have them.</summary>
    public static IEnumerable<string> Names(CohortGroups groups) => s_groups.Where(group => groups.HasFlag(group.Group)).Select(group => group.Name);

    /// <summary>The groups' names, those that do not count marked as switched off.</summary>
    public static IEnumerable<string> Names(CohortGroups groups, CohortGroups counted) =>
        s_groups.Where(group => groups.HasFlag(group.Group)).Select(group => counted.HasFlag(group.Group) ? group.Name : group.Name + "(off)");

    /// <summary>The names of all groups, as the columns of csc.cohort have them.</summary>
    public static IEnumerable<string> GroupNames => s_groups.Select(group => group.Name);

    /// <summary>Counts persons.</summary>
    public void Add(IReadOnlyCollection<CohortPreview> previews)
    {
        foreach (var preview in previews)
        {
            var verdict = preview.Verdict;
            Persons++;
            _counted = verdict.Counted;
            for (var index = 0; index < s_groups.Length; index++)
            {
                if (verdict.Matched.HasFlag(s_groups[index].Group))
                {
                    _matching[index]++;
                    _inCohort[index] += verdict.IsIn ? 1 : 0;
                }
            }

            if (verdict.IsIn)
            {
                InCohort++;
            }
            else
            {
                _out[OutBecause(verdict)]++;
            }
        }
    }

    /// <summary>Writes the counts as tables.</summary>
    public void Write(Output output)
    {
        output.Line(string.Create(CultureInfo.InvariantCulture, $"Persons: {Persons:N0}. In the cohort: {InCohort:N0}. Out: {Persons - InCohort:N0}."));
        output.Line();
        Listing.WriteTable(output, Enumerable.Range(0, s_groups.Length));
        if (Persons > InCohort)
        {
            output.Line();
            output.Table(["Out because of", "Persons"], s_outBecause.Select((because, index) => (IReadOnlyList<string>)[because, InvariantText.Grouped(_out[index])]).Where((_, index) => _out[index] > 0), numbers: 1);
        }
    }

    /// <summary>The counts by group as a sheet.</summary>
    public Sheet Groups() => Listing.Sheet("By group", Enumerable.Range(0, s_groups.Length));

    /// <summary>The counts as an object, in which a group's name is a key.</summary>
    public JsonObject Document() => new()
    {
        ["persons"] = Persons,
        ["in_cohort"] = InCohort,
        ["groups"] = new JsonObject(s_groups.Select((group, index) =>
            KeyValuePair.Create<string, JsonNode?>(group.Name, new JsonObject { ["persons"] = _matching[index], ["in_cohort"] = _inCohort[index] }))),
        ["out_because_of"] = new JsonObject(s_outBecause.Select((because, index) => KeyValuePair.Create<string, JsonNode?>(because, _out[index]))),
    };

    // A row a group, by its place.
    private Listing<int> Listing => new(
        new("group", "Group", group => Heading(s_groups[group])),
        new("persons", "Persons", group => _matching[group]) { IsNumber = true },
        new("in_cohort", "In the cohort", group => _inCohort[group]) { IsNumber = true });

    private string Heading((CohortGroups Group, string Name) group) =>
        _counted is { } counted && !counted.HasFlag(group.Group) ? group.Name + " (switched off)" : group.Name;

    private static int OutBecause(CohortVerdict verdict) => verdict switch
    {
        { IsInButForRestrictions: true } => verdict.ExcludedBy switch
        {
            CohortRestrictions.CohortTable => 3,
            CohortRestrictions.PilotList => 4,
            _ => 5,
        },
        { Age: not AgeGate.Open } => 0,
        { Matched: CohortGroups.None } => 1,
        _ => 2,
    };
}
