using System.Globalization;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;

namespace SsdClr.Shipped.Tests;

/// <summary>A folder with the DLLs of the dacpac and a database of sample children, for the shipped routines and for the companion to work on in turn.</summary>
internal sealed class ShippedDatabase : IDisposable
{
    private static readonly SampleOptions s_sample = new(Children: 200, Seed: 7, SampleOptions.DefaultAsOf);

    private readonly string _folder = Directory.CreateTempSubdirectory("ssdclr-shipped-").FullName;
    private string[] _secrets = [];

    /// <summary>Makes it; skips the test where Mono is not there.</summary>
    public ShippedDatabase()
    {
        Mono.Require();
        DacpacAssemblies.WriteTo(_folder);
        using var database = Open();
        using var output = SqliteSampleOutput.Begin(database, replace: false);
        new SampleGenerator(s_sample).Write(output, new Progress<double>());
        output.Complete();

        // The day of the sample is what it is.
        Set([new("max_as_of_days", "36500")]);
    }

    /// <summary>The run date the children are made for.</summary>
    public static DateTime AsOf => s_sample.AsOf.ToDateTime(TimeOnly.MinValue);

    private string File => Path.Combine(_folder, "children.db");

    /// <summary>Opens it as the companion does. Close it before a shipped routine runs.</summary>
    public LocalDatabase Open() => LocalDatabase.OpenFile(File, mustExist: false);

    /// <summary>Calls a shipped routine in a process of its own, and hands it the secrets as csc.send_pending does.</summary>
    public Task<HostResult> CallAsync(string routine, string argument = "", string? timeZone = null) =>
        Mono.RunAsync([_folder, File, LocalDatabase.SubmissionFileOf(File), routine, argument, .. _secrets], timeZone);

    /// <summary>Calls a shipped routine as of the sample's run date.</summary>
    public Task<HostResult> CallAsOfAsync(string routine) => CallAsync(routine, AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    /// <summary>Changes, adds and removes records as a day does.</summary>
    public void ChangeSsd()
    {
        using var database = Open();
        new SampleChanges(database, s_sample).Apply(new SampleChangePlan(Seed: 3, Changed: 25, Deleted: 4, Added: 10));
    }

    /// <summary>Keeps the secrets to hand over to each routine.</summary>
    public void Keep(string clientSecret, string supplierKey) => _secrets = [clientSecret, supplierKey];

    /// <summary>Writes settings.</summary>
    public void Set(IEnumerable<KeyValuePair<string, string>> settings)
    {
        foreach (var (name, value) in settings)
        {
            Execute("INSERT INTO csc.setting (name, value, changed_at, changed_by) VALUES ($name, $value, '2026-03-31', 'test')", ("$name", name), ("$value", value));
        }
    }

    /// <summary>Runs a statement.</summary>
    public void Execute(string sql, params (string Name, object Value)[] parameters)
    {
        using var database = Open();
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>The rows of a query, columns separated by tabs.</summary>
    public List<string> Rows(string sql)
    {
        using var database = Open();
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('\t', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column)))));
        }

        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static string? Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };
}
