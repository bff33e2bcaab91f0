using Microsoft.Data.Sqlite;
using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;
using SsdClr.Local.DataQuality;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Takeover;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;
using SsdClr.Ledger;
using SsdClr.Time;

namespace SsdClr.Database.Tests.Statements;

/// <summary>The statements inside the C# run on SQLite in every other test; here SQL Server's compiler reads them.</summary>
[TestClass]
public sealed class StatementTests
{
    // What csc.begin_run and csc.purge_history call by ownership, ssdclr --connection calls itself.
    private static readonly string[] s_neededFromOutside = ["EXECUTE csc.delete_history", "EXECUTE csc.note_environment", "SELECT csc.schema_version"];

    private static readonly DateTime s_asOf = SampleOptions.DefaultAsOf.ToDateTime(TimeOnly.MinValue);

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130)]
    [DataRow(SqlServerVersion.Sql150)]
    [DataRow(SqlServerVersion.Sql160)]
    [DataRow(SqlServerVersion.Sql170)]
    public void Every_statement_of_a_refresh_a_submission_a_look_at_changes_and_a_takeover_compiles_in_SQL_Server(SqlServerVersion version)
    {
        IReadOnlyCollection<string> statements = StatementsOfTwoRuns();
        var procedures = statements.Select((statement, number) => new SqlSource($"statement {number}: {statement}", $"CREATE PROCEDURE [csc].[statement_{number}] AS {statement};"));

        // Where case matters, a name in another case is a fault too.
        using TSqlModel model = DatabaseModel.Compile([.. CheckedOut.Ssd.Sources, .. CheckedOut.SsdClr.Sources, .. procedures], version, "Latin1_General_BIN2");

        Assert.IsGreaterThan(60, statements.Count);
        Assert.Contains(statement => statement.Contains("OBJECT_ID(", StringComparison.Ordinal), statements);
        Assert.Contains(statement => statement.Contains("SET [person_id] = ", StringComparison.Ordinal), statements);
        Assert.Contains(statement => statement.Contains("NULL AS [partial_json_payload]", StringComparison.Ordinal), statements);
    }

    [TestMethod]
    public void Runner_may_do_on_our_tables_just_what_runs_do()
    {
        var needed = StatementsOfTwoRuns().SelectMany(NeededRights.Of).Concat(s_neededFromOutside).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var granted = RoleRight.Read(CheckedOut.SsdClr.Sources.Where(source => source.Name.EndsWith(".permissions.sql", StringComparison.Ordinal)))
            .Where(right => right.Role == "csc_runner")
            .Select(right => $"{right.Permission} csc.{right.Object}")
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.AreEqual(string.Join('\n', needed), string.Join('\n', granted));
    }

    private static IReadOnlyCollection<string> StatementsOfTwoRuns()
    {
        using LocalDatabase database = LocalDatabase.OpenInMemory();
        using (SqliteSampleOutput output = SqliteSampleOutput.Begin(database, replace: true))
        {
            new SampleGenerator(new SampleOptions(50, 1, SampleOptions.DefaultAsOf)).Write(output, new Progress<double>());
            output.Complete();
        }

        // SQLite knows no object ids; the statement that asks for them is SQL Server's alone.
        database.Connection.CreateFunction("OBJECT_ID", (string name) => (long)name.Length);
        var recorder = new StatementRecorder(database.Connection);
        Run(database.Connection, new AcceptingReceiver(401, 200));
        using (SqliteCommand change = database.Connection.CreateCommand())
        {
            change.CommandText =
                "UPDATE dbo.ssd_person SET pers_surname = 'Other'; DELETE FROM dbo.ssd_person WHERE rowid % 3 = 0; "
                + "DELETE FROM dbo.ssd_cin_episodes WHERE rowid % 2 = 0; DELETE FROM dbo.ssd_cin_assessments; DELETE FROM dbo.ssd_cla_placement; DELETE FROM dbo.ssd_cin_plans";
            change.ExecuteNonQuery();
        }

        Assert.ThrowsExactly<SubmissionException>(() => Run(database.Connection, new AcceptingReceiver(0), failuresAllowed: "1"));

        var changes = new ChangeReader(database.Connection, SettingValues.Read(database.Connection));
        Assert.IsNotNull(changes.Find(changes.PendingUpdates().Keys.First()));

        Assert.IsNotEmpty(new PreviewReader(database.Connection, SettingValues.Read(database.Connection), s_asOf).Issues(new PersonRange(after: null, upTo: null)));

        new OrphanedRows("[dbo]", "pers_legacy_id").Count(database.Connection);

        // Any column of ids will do: what counts is the statement. This receiver gives the receipts of the first one again, which are failures at first.
        Run(database.Connection, new AcceptingReceiver(), cohortTable: "dbo.ssd_cin_episodes.cine_person_id", childIdColumn: "pers_legacy_id", failuresAllowed: "20");
        RecordWhatChangedInFlight(database.Connection);
        TakeOver(database.Connection);
        return recorder.Shapes;
    }

    private static void TakeOver(SqliteConnection connection)
    {
        Execute(
            connection,
            """
            INSERT INTO dbo.ssd_api_data_staging (id, person_id, json_payload, submission_status) VALUES
            ('1', 'taken', '{"la_child_id":"taken","child_details":{"sex":"F"}}', 'Sent'), ('2', NULL, '{"la_child_id":"nobody","child_details":{"sex":"F"}}', 'Sent')
            """);
        var settings = new SettingValues(new Dictionary<string, string> { ["base_url"] = "https://receiver.test/1", ["la_code"] = "999" });
        string summary = new StagingTakeover(connection, settings, new SqliteCatalogue(connection), D2iTable.UsualName, sentWholeOnly: false, builtApart: false)
            .Apply(new SystemClock(), "https://receiver.test/1");
        Assert.StartsWith("0 children taken over as acknowledged, 2 as sent", summary, StringComparison.Ordinal);
    }

    private static void Run(SqliteConnection connection, AcceptingReceiver receiver, string cohortTable = "", string childIdColumn = "pers_person_id", string failuresAllowed = "5")
    {
        var clock = new SystemClock();
        SettingValues.Read(connection);
        var settings = new SettingValues(new Dictionary<string, string>
        {
            ["base_url"] = "https://receiver.test/1",
            ["la_code"] = "999",
            ["token_endpoint"] = "https://tokens.test/",
            ["client_id"] = "client",
            ["scope"] = "scope",
            ["min_interval_ms"] = "0",
            ["cohort_table"] = cohortTable,
            ["circuit_failures"] = failuresAllowed,
            ["back_off_ms"] = "0",
            ["la_child_id_column"] = childIdColumn,
            ["mode"] = "partial",
            ["max_removal_percent"] = "100",
            ["max_table_drop_percent"] = "100",
            ["max_deletion_percent"] = "100",
            ["empty_tables"] = string.Join(';', ChildQuery.Tables),
            ["max_as_of_days"] = "36500",
        });
        var secrets = new SecretValues(new Dictionary<string, string> { ["client_secret"] = "secret", ["supplier_key"] = "key" });
        AllowedHosts.Read(connection);
        using (SqliteCommand confirm = connection.CreateCommand())
        {
            confirm.CommandText = "INSERT OR IGNORE INTO csc.environment VALUES ('server', 'database', '2026-01-01', '2026-01-01', 'login')";
            confirm.ExecuteNonQuery();
        }

        var bounds = new SubmissionBounds(new AllowedHosts([new(AllowedHosts.ForReceiver, "receiver.test"), new(AllowedHosts.ForToken, "tokens.test")]), new EnvironmentKey("server", "database"));
        long runId = RunLog.Start(connection, clock, RunOperation.Run, s_asOf, new RunOrigin("host", "login", agentJob: null));
        new StagingRefresh(connection, clock, settings, progress: null, hasObjectIds: true).Run(runId, s_asOf, default);
        SubmissionRun.Execute(connection, receiver, clock, new Random(1), settings, secrets, new SubmissionOrder(runId, bounds, confirmFirstRun: true, progress: null));
        RunLog.Complete(connection, clock, runId, RunVerdict.Succeeded, message: null);
    }

    /// <summary>What the outbox writes where a row is no longer what it was when it was read, or sent: one child, and one purge.</summary>
    private static void RecordWhatChangedInFlight(SqliteConnection connection)
    {
        var clock = new SystemClock();
        Execute(connection, "UPDATE csc.staging SET state = 'pending', change = 'updated' WHERE state = 'accepted'");
        var ledger = new BatchLedger(connection, clock, receiverId: 1, runId: 1);
        List<PendingChild> children = new PendingChildren(connection, receiverId: 1, batchSize: 3, maximumAttempts: 10).Next(3);
        Execute(connection, $"UPDATE csc.staging SET payload_hash = x'00' WHERE person_id = '{children[0].PersonId}'");
        Batch batch = ledger.Claim(children)!;
        Assert.HasCount(2, batch.Children);
        Execute(connection, $"UPDATE csc.staging SET payload_hash = x'00' WHERE person_id = '{batch.Children[0].PersonId}'");
        ledger.RecordAccepted(batch, 200, ["receipt", "receipt"], note: null);
        ledger.RejectLater(batch);

        Execute(connection, $"UPDATE csc.staging SET state = 'pending', change = 'purge', payload_hash = NULL, body = '{{}}' WHERE person_id = '{children[0].PersonId}'");
        Batch purge = ledger.Claim(new PendingChildren(connection, receiverId: 1, batchSize: 1, maximumAttempts: 10).Next(1))!;
        Execute(connection, "UPDATE csc.staging SET change = 'new' WHERE state = 'in_flight'");
        ledger.RecordAccepted(purge, 200, ["receipt"], note: null);
    }

    private static void Execute(SqliteConnection connection, string statement)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }
}
