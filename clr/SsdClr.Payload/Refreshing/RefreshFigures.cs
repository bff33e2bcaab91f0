using System;
using System.Collections.Generic;
using System.Globalization;
using SsdClr.Payload.Building;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;
using SsdClr.Runs;

namespace SsdClr.Payload.Refreshing;

/// <summary>What a refresh counts for the report: the cohort by group and age, findings, and how near the guards were.</summary>
/// <param name="asOf">The run date, on which ages are counted.</param>
/// <param name="counted">The groups that count. One that is switched off has no figure: nobody is in the cohort for it.</param>
internal sealed class RefreshFigures(DateTime asOf, CohortGroups counted)
{
    private const int OldestAge = 25;

    private readonly DateTime _asOf = asOf;
    private readonly CohortGroups _counted = counted;
    private readonly long[] _groups = new long[CohortRules.AllGroups.Length];
    private readonly long[] _ages = new long[OldestAge + 1];
    private readonly List<RunFigure> _guards = new();
    private long _unborn;
    private long _unknownAge;

    /// <summary>Counts findings.</summary>
    internal IssueTally Issues { get; } = new();

    /// <summary>Counts a child of the cohort.</summary>
    internal void AddChild(Person person, CohortGroups groups)
    {
        for (int index = 0; index < CohortRules.AllGroups.Length; index++)
        {
            _groups[index] += (groups & CohortRules.AllGroups[index]) != CohortGroups.None ? 1 : 0;
        }

        Birth birth = Birth.Of(person, _asOf);
        if (birth.Date is { } date)
        {
            int age = _asOf.Year - date.Year;
            age -= Window.Birthday(date, age) > _asOf ? 1 : 0;
            _ages[Math.Min(age, OldestAge)]++;
        }
        else if (birth.Expected is not null && !birth.IsOverdue(_asOf))
        {
            _unborn++;
        }
        else
        {
            _unknownAge++;
        }
    }

    /// <summary>Notes what a guard counted.</summary>
    internal void AddGuard(GuardFinding finding) => _guards.Add(OfGuard(finding));

    /// <summary>What a guard counted, as a figure.</summary>
    internal static RunFigure OfGuard(GuardFinding finding) => new(RunFigure.Guard, finding.Name, finding.Amount, finding.Most);

    /// <summary>Everything counted.</summary>
    /// <param name="tableRows">The rows of each table of the SSD.</param>
    internal List<RunFigure> All(Dictionary<string, long> tableRows)
    {
        var figures = new List<RunFigure>(_guards);
        for (int index = 0; index < CohortRules.AllGroups.Length; index++)
        {
            if ((_counted & CohortRules.AllGroups[index]) != CohortGroups.None)
            {
                figures.Add(new RunFigure(RunFigure.Group, CohortRules.NameOf(CohortRules.AllGroups[index]), _groups[index]));
            }
        }

        for (int age = 0; age < _ages.Length; age++)
        {
            figures.Add(new RunFigure(RunFigure.Age, age.ToString("00", CultureInfo.InvariantCulture) + (age == OldestAge ? " and over" : string.Empty), _ages[age]));
        }

        figures.Add(new RunFigure(RunFigure.Age, "unborn", _unborn));
        figures.Add(new RunFigure(RunFigure.Age, "unknown", _unknownAge));
        Add(figures, RunFigure.Error, Issues.Errors);
        Add(figures, RunFigure.Warning, Issues.Warnings);
        Dictionary<string, long> findings = FindingsByTable();
        foreach (KeyValuePair<string, long> table in tableRows)
        {
            findings.TryGetValue(table.Key, out long found);
            figures.Add(new RunFigure(RunFigure.Table, table.Key, found, table.Value));
        }

        return figures;
    }

    private static void Add(List<RunFigure> figures, string kind, IEnumerable<KeyValuePair<string, IssueTally.Count>> rules)
    {
        foreach (KeyValuePair<string, IssueTally.Count> rule in rules)
        {
            figures.Add(new RunFigure(kind, rule.Key, rule.Value.Findings, rule.Value.Children));
        }
    }

    private Dictionary<string, long> FindingsByTable()
    {
        var tables = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (KeyValuePair<string, long> source in Issues.Sources)
        {
            int point = source.Key.IndexOf('.');
            string table = point < 0 ? source.Key : source.Key.Substring(0, point);
            tables.TryGetValue(table, out long found);
            tables[table] = found + source.Value;
        }

        return tables;
    }
}
