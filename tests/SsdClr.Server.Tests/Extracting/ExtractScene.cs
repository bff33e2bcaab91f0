using Microsoft.Data.Sqlite;
using SsdClr.Build.Extraction;
using SsdClr.Build.Model;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Local.SampleData.Sources;
using SsdClr.Local.Server;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Server.Tests.Engine;
using SsdClr.Settings;

namespace SsdClr.Server.Tests.Extracting;

/// <summary>A made-up source system, its extract and empty SSD tables in a database on the server; and in SQLite the SSD as it should be.</summary>
internal sealed class ExtractScene : IDisposable
{
    private readonly LocalDatabase _expected = LocalDatabase.OpenInMemory();
    private readonly SampleOptions _options;
    private readonly ExtractPlan _plan;

    /// <summary>Makes it, with what the made-up authority of the tests has confirmed.</summary>
    public ExtractScene(string system, SampleOptions options)
    {
        _options = options;
        var model = SsdModelReader.Read(Product.Repository);
        _plan = ExtractPlan.Read(Product.Repository, model, system, Path.Combine(Product.Repository.Root, "tests", "SsdClr.Database.Tests", "Cms", system + ".overrides.yml"));
        Database = ScratchDatabase.Create();
        try
        {
            using (var connection = Database.Open())
            {
                foreach (var statement in SsdDeclarations.In("[dbo]").Values)
                {
                    connection.Run(statement);
                }
            }

            Fill(SourceSystem.Of(system, options.AsOf));

            // The extract asks the server for the day; these children are of another.
            var script = ExtractScript.Write(_plan, model).Replace("CONVERT(date, SYSDATETIME())", $"CONVERT(date, N'{options.AsOf:yyyyMMdd}', 112)", StringComparison.Ordinal);
            Database.RunScript(script);
        }
        catch
        {
            // Nobody disposes what was never made.
            Dispose();
            throw;
        }
    }

    /// <summary>The database.</summary>
    public ScratchDatabase Database { get; }

    /// <summary>Payloads of the children as they should be, without the ids of records.</summary>
    public Dictionary<string, JsonValue> Expected() => Payloads(_expected);

    /// <summary>Payloads of the children as they were extracted, without the ids of records.</summary>
    public Dictionary<string, JsonValue> Actual()
    {
        using var server = ServerDatabase.Open(Database.ConnectionString, CompanionScene.Settings());
        return Payloads(server);
    }

    /// <summary>Runs the extract.</summary>
    public void Extract(string parameters)
    {
        using var connection = Database.Open();
        connection.Run($"EXEC [dbo].[extract_ssd_from_{_plan.Mapping.System.Name}] {parameters}");
    }

    /// <summary>Compares the mapping with the source.</summary>
    public SourceCheck Check() => new(_plan, SourceCatalogue.Read(Database.ConnectionString, _plan));

    /// <summary>Drops a table of the source.</summary>
    public void Drop(string table) => Database.Execute($"DROP TABLE [{_plan.SourceSchema}].[{table}]");

    /// <summary>The first value of a query.</summary>
    public string? Value(string query)
    {
        using var connection = Database.Open();
        return connection.Value(query);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _expected.Dispose();
        Database.Dispose();
    }

    private void Fill(SourceSystem system)
    {
        using var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        using (var expected = SqliteSampleOutput.Begin(_expected, replace: true))
        using (var output = new SourceOutput(_expected.SsdTables(), system, new SourceWriter(memory, "main", system.Tables), night: 0, expected))
        {
            new SampleGenerator(_options).Write(output, new Progress<double>());
            output.Complete();
        }

        using var server = ServerDatabase.Open(Database.ConnectionString, CompanionScene.Settings());
        var test = new SourceDatabase(server, system);
        test.Require(replace: false);
        test.Replace(memory, new Progress<double>());
    }

    private Dictionary<string, JsonValue> Payloads(CompanionDatabase database) => new PreviewReader(database.Connection, new SettingValues([]), _options.AsOf.ToDateTime(TimeOnly.MinValue), database.HoldsSubmission)
        .Payloads(new PersonRange(after: null, upTo: null))
        .ToDictionary(child => child.LaChildId ?? string.Empty, child => ComparisonForm.Of(JsonValue.Parse(child.Text())), StringComparer.Ordinal);
}
