using SsdClr.Local.Database;
using SsdClr.Local.SampleData;

namespace SsdClr.Benchmarks;

/// <summary>Sample children in a database in memory, the same for every benchmark.</summary>
internal static class SampleDatabase
{
    /// <summary>The run date the sample is made for.</summary>
    internal static DateTime AsOf { get; } = SampleOptions.DefaultAsOf.ToDateTime(TimeOnly.MinValue);

    /// <summary>Makes it; the caller disposes it.</summary>
    internal static LocalDatabase Create(int children)
    {
        var database = LocalDatabase.OpenInMemory();
        using var output = SqliteSampleOutput.Begin(database, replace: true);
        new SampleGenerator(new SampleOptions(children, Seed: 42, SampleOptions.DefaultAsOf)).Write(output, new Progress<double>());
        output.Complete();
        return database;
    }
}
