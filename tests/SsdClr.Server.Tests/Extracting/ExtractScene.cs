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

/// <summary>A made-up source system and empty SSD tables in a database on the server; and in SQLite the SSD as it should be.</summary>
internal sealed class ExtractScene : IDisposable
{
    private readonly LocalDatabase _expected = LocalDatabase.OpenInMemory();
    private readonly SampleOptions _options;
    private readonly SsdModel _model = SsdModelReader.Read(Product.Repository);
    private readonly ExtractPlan _plan;

    /// <summary>Makes it, with what the made-up authority of the tests has confirmed.</summary>
    public ExtractScene(string system, SampleOptions options)
    {
        _options = options;
        _plan = ExtractPlan.Read(Product.Repository, _model, system, Path.Combine(Product.Repository.Root, "tests", "SsdClr.Database.Tests", "Cms", system + ".overrides.yml"));
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

            Fill(night: 0);
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

    /// <summary>Makes the procedure.</summary>
    public void Install()
    {
        // The extract asks the server for the day; these children are of another.
        var script = ExtractScript.Write(_plan, _model).Replace("CONVERT(date, SYSDATETIME())", $"CONVERT(date, N'{_options.AsOf:yyyyMMdd}', 112)", StringComparison.Ordinal);
        Database.RunScript(script);
    }

    /// <summary>Fills the source anew.</summary>
    public void Fill(int night)
    {
        var system = SourceSystem.Of(_plan.Mapping.System.Name, _options.AsOf);
        using var memory = new SqliteConnection("Data Source=:memory:");
        memory.Open();
        using (var expected = SqliteSampleOutput.Begin(_expected, replace: true))
        using (var output = new SourceOutput(_expected.SsdTables(), system, SourceWriter.Begin(memory, "main", system.Tables), night, expected))
        {
            new SampleGenerator(_options).Write(output, new Progress<double>());
            output.Complete();
        }

        using var server = ServerDatabase.Open(Database.ConnectionString, CompanionScene.Settings());
        var test = new SourceDatabase(server, system);
        test.Require(replace: night > 0);
        test.Replace(memory, new Progress<double>());
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

    /// <summary>The lowest and highest id of the referrals, which a system may number anew.</summary>
    public string? RecordIds() => Value("SELECT CONCAT(MIN([cine_referral_id]), N' ', MAX([cine_referral_id])) FROM [dbo].[ssd_cin_episodes]");

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

    private Dictionary<string, JsonValue> Payloads(CompanionDatabase database) => new PreviewReader(database.Connection, new SettingValues([]), _options.AsOf.ToDateTime(TimeOnly.MinValue), database.HoldsSubmission)
        .Payloads(new PersonRange(after: null, upTo: null))
        .ToDictionary(child => child.LaChildId ?? string.Empty, child => ComparisonForm.Of(JsonValue.Parse(child.Text())), StringComparer.Ordinal);
}
