using System.Globalization;
using System.Text.Json;
using SsdClr.Data;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Preview;

namespace SsdClr.Local.Reports;

/// <summary>Counts verdicts on persons: in or out, by group, and by what keeps the others out.</summary>
internal sealed class CohortSummary
{
    private static readonly (CohortGroups Group, string Name)[] s_groups = [.. CohortGroupNames.All.Select(group => (group, group.Name()))];

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
        output.Table(["Group", "Persons", "In the cohort"], s_groups.Select((group, index) => (IReadOnlyList<string>)[Heading(group), InvariantText.Grouped(_matching[index]), InvariantText.Grouped(_inCohort[index])]), numbers: [1, 2]);
        if (Persons > InCohort)
        {
            output.Line();
            output.Table(["Out because of", "Persons"], s_outBecause.Select((because, index) => (IReadOnlyList<string>)[because, InvariantText.Grouped(_out[index])]).Where((_, index) => _out[index] > 0), numbers: 1);
        }
    }

    /// <summary>The counts by group as a sheet.</summary>
    public Sheet Groups()
    {
        var sheet = new Sheet("By group", "Group", "Persons", "In the cohort");
        for (var index = 0; index < s_groups.Length; index++)
        {
            sheet.Add(Heading(s_groups[index]), _matching[index], _inCohort[index]);
        }

        return sheet;
    }

    /// <summary>Writes the counts as an object.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("persons", Persons);
        json.WriteNumber("in_cohort", InCohort);
        json.WriteStartObject("groups");
        for (var index = 0; index < s_groups.Length; index++)
        {
            json.WriteStartObject(s_groups[index].Name);
            json.WriteNumber("persons", _matching[index]);
            json.WriteNumber("in_cohort", _inCohort[index]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("out_because_of");
        for (var index = 0; index < s_outBecause.Length; index++)
        {
            json.WriteNumber(s_outBecause[index], _out[index]);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

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
