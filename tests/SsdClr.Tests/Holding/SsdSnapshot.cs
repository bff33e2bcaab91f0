using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Tests.Holding;

/// <summary>The children of a sample in the cohort on a day: their payloads, and what SSD holds of them.</summary>
internal sealed class SsdSnapshot
{
    private readonly Dictionary<string, (string Payload, RecordInventory Inventory)> _children = new(StringComparer.Ordinal);

    private SsdSnapshot()
    {
    }

    public static LocalDatabase Sample()
    {
        var database = LocalDatabase.OpenInMemory();
        using var output = SqliteSampleOutput.Begin(database, replace: true);
        new SampleGenerator(new SampleOptions(Children: 300, Seed: 11, SampleOptions.DefaultAsOf, MessPercent: 5)).Write(output, new Progress<double>());
        output.Complete();
        return database;
    }

    public static void Execute(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        Assert.IsGreaterThan(0, command.ExecuteNonQuery());
    }

    public static SsdSnapshot Read(LocalDatabase database, DateOnly asOf)
    {
        var values = new SettingValues([]);
        var settings = new PayloadSettings(values);
        var window = new Window(asOf.ToDateTime(TimeOnly.MinValue), settings.WindowMonthsBack);
        var cohort = new CohortRules(window, new CohortSettings(values));
        var builder = new PayloadBuilder(window, settings, new CodeMap(), new PayloadIssues(keep: false));
        ChildReader reader = settings.Reader(database.Context, cohortTable: null);
        var snapshot = new SsdSnapshot();
        var child = new ChildRecords();
        var children = reader.Read(new PersonRange(after: null, upTo: null));
        for (var position = 0; position < children.Count; position++)
        {
            children.Read(position, child);
            if (cohort.Judge(child) is { IsIn: true } verdict && builder.Build(child, verdict.Groups) is var json && builder.Issues.Errors == 0)
            {
                snapshot._children.Add(child.Person.PersonId, (json.ToText(), RecordInventory.Of(child, settings.CareWorkerRoles)));
            }
        }

        return snapshot;
    }

    /// <summary>Children that are in this snapshot and the later one.</summary>
    public IEnumerable<(ChildPayload Payload, ChildDifference Difference)> Until(SsdSnapshot later)
    {
        foreach (var (personId, held) in _children)
        {
            if (later._children.TryGetValue(personId, out var current))
            {
                yield return (ChildPayload.TryRead(held.Payload)!, Difference.Between(held.Payload, current.Payload, current.Inventory)!);
            }
        }
    }
}
