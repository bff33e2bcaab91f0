using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Staging;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission;
using SsdClr.Submission.Configuration;
using SsdClr.Time;

namespace SsdClr.Database.Tests.Statements;

/// <summary>The statements inside the C# run on SQLite in every other test; here SQL Server's compiler reads them.</summary>
[TestClass]
public sealed class StatementTests
{
    private static readonly DateTime AsOf = SampleOptions.DefaultAsOf.ToDateTime(TimeOnly.MinValue);

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130)]
    [DataRow(SqlServerVersion.Sql150)]
    public void Every_statement_of_a_refresh_a_submission_and_a_look_at_changes_compiles_in_SQL_Server(SqlServerVersion version)
    {
        IReadOnlyCollection<string> statements = StatementsOfTwoRuns();
        var procedures = statements.Select((statement, number) => new SqlSource($"statement {number}: {statement}", $"CREATE PROCEDURE [csc].[statement_{number}] AS {statement};"));

        // Where case matters, a name in another case is a fault too.
        using TSqlModel model = DatabaseModel.Compile([.. CheckedOut.Ssd.Sources, .. CheckedOut.SsdClr.Sources, .. procedures], version, "Latin1_General_BIN2");

        Assert.IsGreaterThan(50, statements.Count);
    }

    private static IReadOnlyCollection<string> StatementsOfTwoRuns()
    {
        using LocalDatabase database = LocalDatabase.OpenInMemory();
        using (SqliteSampleOutput output = SqliteSampleOutput.Begin(database, replace: true))
        {
            new SampleGenerator(new SampleOptions(50, 1, SampleOptions.DefaultAsOf)).Write(output, new Progress<double>());
            output.Complete();
        }

        var recorder = new StatementRecorder(database.Connection);
        Run(database.Connection, new AcceptingReceiver(401, 200));
        using (SqliteCommand change = database.Connection.CreateCommand())
        {
            change.CommandText = "UPDATE dbo.ssd_person SET pers_surname = 'Other'; DELETE FROM dbo.ssd_person WHERE rowid % 3 = 0";
            change.ExecuteNonQuery();
        }

        Assert.ThrowsExactly<SubmissionException>(() => Run(database.Connection, new AcceptingReceiver(0)));

        var changes = new ChangeReader(database.Connection, SettingValues.Read(database.Connection));
        Assert.IsNotNull(changes.Find(changes.PendingUpdates().Keys.First()));

        // Any column of ids will do: what counts is the statement.
        Run(database.Connection, new AcceptingReceiver(), cohortTable: "dbo.ssd_cin_episodes.cine_person_id");
        return recorder.Shapes;
    }

    private static void Run(SqliteConnection connection, AcceptingReceiver receiver, string cohortTable = "")
    {
        var clock = new SystemClock();
        SettingValues.Read(connection);
        SecretValues.Read(connection);
        var settings = new SettingValues(new Dictionary<string, string>
        {
            ["base_url"] = "https://receiver.test/1",
            ["la_code"] = "999",
            ["token_endpoint"] = "https://tokens.test/",
            ["client_id"] = "client",
            ["scope"] = "scope",
            ["min_interval_ms"] = "0",
            ["cohort_table"] = cohortTable,
            ["max_table_drop_percent"] = "100",
            ["max_deletion_percent"] = "100",
            ["empty_tables"] = string.Join(';', SsdClr.Payload.Ssd.ChildQuery.Tables),
        });
        var secrets = new SecretValues(new Dictionary<string, string> { ["client_secret"] = "secret", ["supplier_key"] = "key" });
        AllowedHosts.Read(connection);
        using (SqliteCommand confirm = connection.CreateCommand())
        {
            confirm.CommandText = "INSERT OR IGNORE INTO csc.environment VALUES ('server', 'database', '2026-01-01', '2026-01-01', 'login')";
            confirm.ExecuteNonQuery();
        }

        var bounds = new SubmissionBounds(new AllowedHosts([new(AllowedHosts.ForReceiver, "receiver.test"), new(AllowedHosts.ForToken, "tokens.test")]), new EnvironmentKey("server", "database"));
        long runId = RunLog.Start(connection, clock, RunOperation.Run, AsOf, new RunOrigin("host", "login", agentJob: null));
        new StagingRefresh(connection, clock, settings, progress: null).Run(runId, AsOf, confirmDeletions: null);
        SubmissionRun.Execute(connection, receiver, clock, new Random(1), settings, secrets, bounds, runId, confirmFirstRun: true, progress: null);
        RunLog.Complete(connection, clock, runId, RunVerdict.Succeeded, message: null);
    }
}
