using System.Collections.Concurrent;
using System.Globalization;
using SsdClr.Build.Extraction;
using SsdClr.Build.Model;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Local.Runs;
using SsdClr.Local.SampleData;
using SsdClr.Local.SampleData.Sources;
using SsdClr.Payload.Holding;
using SsdClr.Payload.DataQuality;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Time;

namespace SsdClr.Database.Tests.Cms;

/// <summary>
/// A made-up source system, the SSD that its extract fills from it, and the SSD that it should be: all on SQLite. The authority of the scene has
/// confirmed what the mapping leaves open, as an analyst would.
/// </summary>
internal sealed class SourceScene : IDisposable
{
    private static readonly Lazy<SsdModel> s_model = new(() => SsdModelReader.Read(CheckedOut.Repository));
    private static readonly ConcurrentDictionary<string, ExtractPlan> s_plans = new(StringComparer.Ordinal);

    private readonly SampleOptions _options;
    private readonly string _system;

    /// <summary>Makes the system and extracts it.</summary>
    public SourceScene(string system, int children, int night = 0)
    {
        _system = system;
        _options = new SampleOptions(children, Seed: 11, SampleOptions.DefaultAsOf, MessPercent: 0, SampleTables.All);
        Extracted = LocalDatabase.OpenInMemory();
        Expected = LocalDatabase.OpenInMemory();
        Source = SourceSystem.Of(system, _options.AsOf);
        Run($"ATTACH DATABASE ':memory:' AS [{Plan(system).SourceSchema}]");
        Fill(night);
        Extract();
    }

    /// <summary>The SSD.</summary>
    public static SsdModel Model => s_model.Value;

    /// <summary>The SSD that the extract fills.</summary>
    public LocalDatabase Extracted { get; }

    /// <summary>The SSD as it should be.</summary>
    public LocalDatabase Expected { get; }

    /// <summary>The system.</summary>
    public SourceSystem Source { get; }

    /// <summary>The mapping as it is, with the overrides of the made-up authority.</summary>
    public static ExtractPlan Plan(string system) => s_plans.GetOrAdd(
        system,
        name => ExtractPlan.Read(CheckedOut.Repository, Model, name, Path.Combine(CheckedOut.Repository.Root, "tests", "SsdClr.Database.Tests", "Cms", name + ".overrides.yml")));

    /// <summary>Fills the system anew.</summary>
    public void Fill(int night)
    {
        using var expected = SqliteSampleOutput.Begin(Expected, replace: true);
        using var output = new SourceOutput(Extracted.SsdTables(), Source, SourceWriter.Begin(Extracted.Connection, Plan(_system).SourceSchema, Source.Tables), night, expected);
        new SampleGenerator(_options).Write(output, new Progress<double>());
        output.Complete();
    }

    /// <summary>Extracts the system into the SSD, which is emptied first.</summary>
    public void Extract()
    {
        foreach (var table in Extracted.SsdTables())
        {
            Run($"DELETE FROM [dbo].[{table.Name}]");
        }

        using var command = Extracted.Connection.CreateCommand();
        command.CommandText = SqliteExtract.Write(Plan(_system), Model);
        command.Parameters.AddWithValue("@today", _options.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        command.Parameters.AddWithValue("@from", _options.AsOf.AddYears(-6).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        command.ExecuteNonQuery();
    }

    /// <summary>Payloads by child.</summary>
    public Dictionary<string, JsonValue> Payloads(LocalDatabase database) => new PreviewReader(database.Connection, new SettingValues([]), _options.AsOf.ToDateTime(TimeOnly.MinValue))
        .Payloads(new PersonRange(after: null, upTo: null))
        .ToDictionary(child => child.LaChildId ?? string.Empty, child => JsonValue.Parse(child.Text()), StringComparer.Ordinal);

    /// <summary>The errors that the data quality check finds in the extracted SSD.</summary>
    public List<string> Faults()
    {
        var settings = new SettingValues([]);
        var check = new DataQualityCheck(Extracted.Connection, Extracted.Catalogue(settings), settings, Extracted.OwnCodes());
        return [.. TableRules.All
            .SelectMany(check.Check)
            .Where(finding => finding.Severity == DataQualityFinding.Error)
            .Select(finding => $"{finding.Table}.{finding.Column}: {finding.Check}, {finding.Found}, {finding.ExampleKeys}")];
    }

    /// <summary>Refreshes from the extracted SSD and submits to a rehearsal receiver.</summary>
    public SubmissionCounts Run(RehearsalReceiver receiver, ReceiverOptions its)
    {
        Dictionary<string, string> settings = new(StringComparer.Ordinal)
        {
            ["base_url"] = receiver.BaseUrl.ToString(),
            ["token_endpoint"] = receiver.TokenEndpoint.ToString(),
            ["la_code"] = its.LaCode,
            ["client_id"] = its.ClientId,
            ["scope"] = its.Scope,
            ["min_interval_ms"] = "0",
            ["change_detection"] = "ignore_record_ids",
            ["empty_tables"] = string.Join(';', ChildQuery.Tables),
            ["max_as_of_days"] = "36500",
        };
        Dictionary<string, string> secrets = new(StringComparer.Ordinal) { ["client_secret"] = its.ClientSecret, ["supplier_key"] = its.SupplierKey };
        var confirmations = new RunConfirmations(FirstRun: true);
        return new CompanionRun(Extracted, new SystemClock()).Run(_options.AsOf, settings, secrets, receiver.CertificateSha256, confirmations, new Progress<double>()).Submission!;
    }

    /// <summary>How many persons have a value in a column; rows, where the table names no person.</summary>
    public static long Count(LocalDatabase database, SsdObject table, SsdField field)
    {
        var person = table.Name == "ssd_person" ? "pers_person_id" : table.Fields.FirstOrDefault(known => known.ForeignKey == "ssd_person.pers_person_id")?.Name;
        using var command = database.Connection.CreateCommand();
        command.CommandText = $"SELECT COUNT({(person is null ? "*" : $"DISTINCT [{person}]")}) FROM [dbo].[{table.Name}] WHERE [{field.Name}] IS NOT NULL";
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Runs a statement.</summary>
    public void Run(string sql)
    {
        using var command = Extracted.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query on the extracted SSD, their columns with a blank between; NULL is a hyphen.</summary>
    public List<string> Rows(string sql)
    {
        using var command = Extracted.Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join(' ', Enumerable.Range(0, reader.FieldCount).Select(column => reader.IsDBNull(column) ? "-" : reader.GetString(column))));
        }

        return rows;
    }

    public void Dispose()
    {
        Extracted.Dispose();
        Expected.Dispose();
    }
}
