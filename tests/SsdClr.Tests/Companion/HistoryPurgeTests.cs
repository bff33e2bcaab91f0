using SsdClr.Local.Database;
using SsdClr.Local.Runs;
using SsdClr.Tests.Submission;

namespace SsdClr.Tests.Companion;

/// <summary>The clock of these tests says 4 May 2026; history of 30 days is kept.</summary>
[TestClass]
public sealed class HistoryPurgeTests : IDisposable
{
    private const string Old = "2026-01-01";
    private const string Young = "2026-05-01";

    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();

    public void Dispose() => _database.Dispose();

    [TestMethod]
    public void Old_runs_go_and_young_ones_stay()
    {
        Run(1, Old);
        Run(2, Young);
        Purge();
        Assert.AreEqual("2,3", Value("SELECT group_concat(run_id) FROM csc.run_log"));
    }

    [TestMethod]
    public void Old_batches_go_with_their_children_and_young_ones_stay()
    {
        Run(1, Old);
        Batch(1, 1, Old);
        Batch(2, 1, Young);
        Purge();
        Assert.AreEqual("2|2|1,2", Value("SELECT (SELECT group_concat(batch_id) FROM csc.batch_log) || '|' || (SELECT group_concat(batch_id) FROM csc.batch_child) || '|' || (SELECT group_concat(run_id) FROM csc.run_log)"));
    }

    [TestMethod]
    public void The_last_batch_of_a_child_stays_with_its_run()
    {
        Run(1, Old);
        Batch(1, 1, Old);
        Batch(2, 1, Young);
        Child("accepted", 1, Old);
        Purge();
        Assert.AreEqual("1,2", Value("SELECT group_concat(batch_id) FROM csc.batch_log"));
    }

    [TestMethod]
    public void The_newest_batch_stays_so_that_its_number_does_not_come_again()
    {
        Run(1, Old);
        Batch(1, 1, Old);
        Batch(2, 1, Old);
        Purge();
        Assert.AreEqual("2", Value("SELECT group_concat(batch_id) FROM csc.batch_log"));
    }

    [TestMethod]
    public void A_batch_whose_outcome_nobody_has_recorded_stays()
    {
        Run(1, Old);
        Batch(1, 1, Old, "in_flight");
        Batch(2, 1, Young);
        Purge();
        Assert.AreEqual("1,2", Value("SELECT group_concat(batch_id) FROM csc.batch_log"));
    }

    [TestMethod]
    [DataRow("purged", Old, "0")]
    [DataRow("purged", Young, "1")]
    [DataRow("accepted", Old, "1")]
    [DataRow("dormant", Old, "1")]
    public void Only_what_is_left_of_children_long_removed_goes(string state, string changedAt, string rows)
    {
        Child(state, 1, changedAt);
        Purge();
        Assert.AreEqual(rows, Value("SELECT COUNT(*) FROM csc.staging"));
    }

    [TestMethod]
    public void The_log_of_settings_stays()
    {
        Execute($"INSERT INTO csc.setting_log (name, changed_at, changed_by) VALUES ('base_url', '{Old}', 'login')");
        Purge();
        Assert.AreEqual("1", Value("SELECT COUNT(*) FROM csc.setting_log"));
    }

    [TestMethod]
    public void What_was_removed_is_logged()
    {
        Run(1, Old);
        Purge();
        Assert.AreEqual("purge succeeded 1 runs and 0 batches older than 30 days were removed.", Value("SELECT operation || ' ' || verdict || ' ' || message FROM csc.run_log"));
    }

    private void Purge() => HistoryPurge.Run(_database, new TestClock(), keepDays: 30);

    private void Run(int id, string startedAt) =>
        Execute($"INSERT INTO csc.run_log (run_id, operation, started_at, verdict, program_version) VALUES ({id}, 'run', '{startedAt}', 'succeeded', '0')");

    private void Batch(int id, int runId, string startedAt, string outcome = "accepted") => Execute(
        $"INSERT INTO csc.batch_log (batch_id, run_id, receiver_id, started_at, children, body_bytes, outcome) VALUES ({id}, {runId}, 1, '{startedAt}', 1, 2, '{outcome}');"
        + $"INSERT INTO csc.batch_child (batch_id, position, person_id, la_child_id, change, is_resend) VALUES ({id}, 0, '1', '1', 'new', 0)");

    private void Child(string state, int batchId, string changedAt) => Execute(
        "INSERT INTO csc.staging (receiver_id, person_id, state, change, unconfirmed_batch_id, error_count, warning_count, attempts, state_changed_at) "
        + $"VALUES (1, '1', '{state}', 'none', {batchId}, 0, 0, 0, '{changedAt}')");

    private string Value(string sql)
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture)!;
    }

    private void Execute(string sql)
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
