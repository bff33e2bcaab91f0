using System.Data.Common;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using SsdClr.Data;
using SsdClr.Json;
using SsdClr.Local.Database;
using SsdClr.Payload.Building;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Payload.Scrambling;
using SsdClr.Settings;
using SsdClr.Time;

namespace SsdClr.Benchmarks;

/// <summary>Where the time of a refresh of 5,000 persons goes: reading alone is the floor that the rest stands on.</summary>
public class RefreshBenchmarks : IDisposable
{
    private const int Children = 5000;

    private readonly PersonRange _everybody = new(after: null, upTo: null);
    private readonly SHA256 _sha256 = SHA256.Create();
    private LocalDatabase? _database;
    private SettingValues? _settings;
    private ChildQuery? _query;
    private readonly List<(ChildRecords Child, CohortGroups Groups)> _inCohort = [];
    private PayloadBuilder? _builder;
    private PayloadScrambler? _scrambler;

    /// <summary>Makes the database and refreshes it once, so that the refresh measured finds nothing changed.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _database = SampleDatabase.Create(Children);
        _settings = SettingValues.Read(_database.Connection, new Dictionary<string, string>(StringComparer.Ordinal) { ["max_as_of_days"] = "36500" });
        var payloadSettings = new PayloadSettings(_settings);
        var window = new Window(SampleDatabase.AsOf, payloadSettings.WindowMonthsBack);
        _query = new ChildQuery(payloadSettings.SsdSchema, payloadSettings.ChildIdColumn, payloadSettings.PermanenceColumn, cohortTable: null);
        var cohort = new CohortRules(window, new CohortSettings(_settings));
        ChildrenInRange children = new ChildReader(_database.Connection, _query).Read(_everybody);
        for (int position = 0; position < children.Count; position++)
        {
            var child = new ChildRecords();
            children.Read(position, child);
            if (cohort.Judge(child) is { IsIn: true } verdict)
            {
                _inCohort.Add((child, verdict.Groups));
            }
        }

        _builder = new PayloadBuilder(window, payloadSettings, CodeMap.Read(_database.Connection), new PayloadIssues(keep: false));
        _scrambler = new PayloadScrambler(new ScramblingKey(new string('k', ScramblingKey.ShortestText)), mostRecords: 0);
        RefreshUnchanged();
    }

    /// <summary>The floor: the same result sets, every value fetched, nothing kept.</summary>
    [Benchmark(Baseline = true)]
    public long ReadRowsOnly()
    {
        using DbCommand command = _database!.Connection.Command(_query!.Text(_everybody, KeyColumn.Of("nvarchar"), "1 = 1"));
        using DbDataReader reader = command.ExecuteReader();
        long values = 0;
        do
        {
            while (reader.Read())
            {
                for (int ordinal = 0; ordinal < reader.FieldCount; ordinal++)
                {
                    values += reader.GetValue(ordinal) is DBNull ? 0 : 1;
                }
            }
        }
        while (reader.NextResult());
        return values;
    }

    /// <summary>The same, kept by child, and the records of one child after the other made of it.</summary>
    [Benchmark]
    public int ReadChildren()
    {
        ChildrenInRange children = new ChildReader(_database!.Connection, _query!).Read(_everybody);
        var child = new ChildRecords();
        for (int position = 0; position < children.Count; position++)
        {
            children.Read(position, child);
        }

        return children.Count;
    }

    /// <summary>Payloads and hashes of the children in the cohort, from records in memory.</summary>
    [Benchmark]
    public long BuildAndHash()
    {
        long bytes = 0;
        foreach ((ChildRecords child, CohortGroups groups) in _inCohort)
        {
            JsonWriter json = _builder!.Build(child, groups);
            _sha256.ComputeHash(json.Buffer, 0, json.Length);
            bytes += json.Length;
        }

        return bytes;
    }

    /// <summary>Payloads alone.</summary>
    [Benchmark]
    public long Build()
    {
        long bytes = 0;
        foreach ((ChildRecords child, CohortGroups groups) in _inCohort)
        {
            bytes += _builder!.Build(child, groups).Length;
        }

        return bytes;
    }

    /// <summary>The same, scrambled: what it adds should be at most half (docs/performance.md).</summary>
    [Benchmark]
    public long BuildAndScramble()
    {
        long bytes = 0;
        foreach ((ChildRecords child, CohortGroups groups) in _inCohort)
        {
            bytes += _scrambler!.Scramble(_builder!.Build(child, groups)).Length;
        }

        return bytes;
    }

    /// <summary>A whole refresh that finds nothing changed.</summary>
    [Benchmark]
    public int RefreshUnchanged() =>
        new StagingRefresh(_database!.Connection, new SystemClock(), _settings!, progress: null).Run(runId: 0, SampleDatabase.AsOf, default).RowsWritten;

    /// <summary>A whole refresh that stages everybody for the first time.</summary>
    [Benchmark]
    public int RefreshFirst()
    {
        Forget();
        return RefreshUnchanged();
    }

    /// <summary>A whole refresh after each payload changed, so that each row is written again; none was ever sent.</summary>
    [Benchmark]
    public int RefreshChanged()
    {
        Execute("UPDATE csc.staging SET payload_hash = zeroblob(32)");
        return RefreshUnchanged();
    }

    /// <summary>Forgets what is staged: its cost is part of <see cref="RefreshFirst"/>.</summary>
    [Benchmark]
    public int Forget()
    {
        Execute("DELETE FROM csc.staging");
        return 0;
    }

    private void Execute(string sql)
    {
        using DbCommand command = _database!.Connection.Command(sql);
        command.Execute();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _database?.Dispose();
        _sha256.Dispose();
        GC.SuppressFinalize(this);
    }
}
