using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Server;
using SsdClr.Payload.Building;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Settings;
using SsdClr.Time;

namespace SsdClr.Benchmarks;

/// <summary>
/// A first refresh and an unchanged one against a bare read of the same rows, on the server that SSDCLR_TEST_SERVER names:
/// <c>server [children [runs]]</c>. It makes a database of its own and drops it at the end. It needs no CLR in the server: the statements are
/// those of the assemblies. The steps take turns, and the least time of each counts.
/// </summary>
internal static partial class ServerRefresh
{
    private const string Usage = "server [children [runs]]: set SSDCLR_TEST_SERVER to the connection string of a disposable server.";

    /// <summary>Measures, and prints a line a step.</summary>
    internal static int Run(string[] args)
    {
        var server = Environment.GetEnvironmentVariable("SSDCLR_TEST_SERVER");
        if (string.IsNullOrEmpty(server)
            || !int.TryParse(args.ElementAtOrDefault(1) ?? "2000", CultureInfo.InvariantCulture, out var children)
            || !int.TryParse(args.ElementAtOrDefault(2) ?? "3", CultureInfo.InvariantCulture, out var runs)
            || children < 1
            || runs < 1)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        var name = string.Create(CultureInfo.InvariantCulture, $"ssdclr_benchmark_{Environment.ProcessId}");
        Execute(server, $"CREATE DATABASE [{name}]");
        try
        {
            using var database = ServerDatabase.Open(new SqlConnectionStringBuilder(server) { InitialCatalog = name }.ConnectionString, new Dictionary<string, string>(StringComparer.Ordinal));
            MakeStaging(database.Connection);
            using (var sample = SampleDatabase.Create(children))
            {
                new TestDatabase(database, _ => { }).Replace(sample, ChildQuery.Tables, new Progress<double>());
            }

            Measure(database, runs);
        }
        finally
        {
            Execute(server, $"DROP DATABASE [{name}]");
        }

        return 0;
    }

    private static void MakeStaging(SqlConnection connection)
    {
        Execute(connection, "CREATE SCHEMA [csc]");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(), "sql", "csc", "Tables"), "*.sql"))
        {
            // The first batch makes the table. Not every engine takes an index within the declaration.
            var table = $"[csc].[{Path.GetFileNameWithoutExtension(file)}]";
            var declaration = File.ReadAllText(file).ReplaceLineEndings("\n").Split("\nGO\n")[0];
            Execute(connection, Index().Replace(declaration, string.Empty));
            foreach (Match index in Index().Matches(declaration))
            {
                Execute(connection, $"CREATE NONCLUSTERED INDEX {index.Groups["name"].Value} ON {table} {index.Groups["columns"].Value}");
            }
        }
    }

    private static void Measure(ServerDatabase database, int runs)
    {
        var connection = database.Connection;
        using (var version = connection.Command("SELECT @@VERSION"))
        {
            Console.WriteLine(((string)version.Scalar()!).Split('\n')[0].Trim());
        }

        var settings = SettingValues.Read(database.Connection, new Dictionary<string, string>(StringComparer.Ordinal) { ["max_as_of_days"] = "36500" });
        var payload = new PayloadSettings(settings);
        var query = new ChildQuery(payload.SsdSchema, payload.ChildIdColumn, payload.PermanenceColumn, cohortTable: null);
        var read = new Step("bare read", () => Read(connection, query, payload));
        var first = new Step("refresh, all new", () => Refresh(connection, settings));
        var unchanged = new Step("refresh, nothing changed", () => Refresh(connection, settings));
        for (var run = 0; run < runs; run++)
        {
            Execute(connection, "DELETE FROM [csc].[staging]");
            read.Take();
            first.Take();
            unchanged.Take();
        }

        foreach (var step in (Step[])[read, first, unchanged])
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Name,-26} {step.Seconds,7:F2} s, {step.Seconds / read.Seconds:F2} of the bare read, the least of {runs}: {step.Result}"));
        }
    }

    private static string Read(SqlConnection connection, ChildQuery query, PayloadSettings settings)
    {
        long rows = 0;
        long values = 0;
        var persons = query.Persons(connection);
        foreach (var range in PersonRange.ReadAll(connection, settings.SsdSchema, settings.PersonsPerRange))
        {
            using var command = connection.Command(query.Text(range, persons, "1 = 1"));
            foreach (var (name, bound) in ((string, string?)[])[("@after", range.After), ("@up_to", range.UpTo)])
            {
                if (bound is not null)
                {
                    persons.AddId(command, name, bound);
                }
            }

            using var reader = command.ExecuteReader();
            do
            {
                while (reader.Read())
                {
                    rows++;
                    for (var ordinal = 0; ordinal < reader.FieldCount; ordinal++)
                    {
                        values += reader.GetValue(ordinal) is DBNull ? 0 : 1;
                    }
                }
            }
            while (reader.NextResult());
        }

        return string.Create(CultureInfo.InvariantCulture, $"{rows} rows, {values} values");
    }

    private static string Refresh(SqlConnection connection, SettingValues settings)
    {
        var summary = new StagingRefresh(connection, new SystemClock(), settings, progress: null, hasObjectIds: true).Run(runId: 0, SampleDatabase.AsOf, default);
        return string.Create(CultureInfo.InvariantCulture, $"{summary.PersonsRead} persons, {summary.InCohort} in the cohort, {summary.RowsWritten} rows written");
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "SsdClr.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("Run it from a working copy: the tables are made from its files.");
    }

    private static void Execute(string server, string sql)
    {
        using var connection = new SqlConnection(server);
        connection.Open();
        Execute(connection, sql);
    }

    private static void Execute(SqlConnection connection, string sql)
    {
        using DbCommand command = connection.Command(sql);
        command.CommandTimeout = 0;
        command.Execute();
    }

    [GeneratedRegex(@",\s*\n\s*INDEX (?<name>\[\w+\]) NONCLUSTERED (?<columns>\([^)]*\))", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Index();

    private sealed class Step(string name, Func<string> run)
    {
        internal string Name => name;

        internal double Seconds { get; private set; } = double.MaxValue;

        internal string Result { get; private set; } = string.Empty;

        internal void Take()
        {
            var watch = Stopwatch.StartNew();
            Result = run();
            Seconds = Math.Min(Seconds, watch.Elapsed.TotalSeconds);
        }
    }
}
