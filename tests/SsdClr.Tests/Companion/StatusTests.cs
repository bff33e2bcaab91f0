using System.Text.Json;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class StatusTests : IDisposable
{
    private static readonly DateTime s_now = new(2026, 4, 1, 8, 30, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();
    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public async Task The_status_of_an_empty_database_is_shown()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        var run = await CommandRun.OfAsync("status", "--database", _folder["children.db"]);
        Assert.Contains("Receiver: none yet", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task The_status_of_an_empty_database_is_JSON_for_programs()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        var run = await CommandRun.OfAsync("status", "--database", _folder["children.db"], "--json");
        using var status = JsonDocument.Parse(run.Results);
        Assert.AreEqual(0, status.RootElement.GetProperty("states").GetArrayLength());
    }

    [TestMethod]
    public void An_empty_SSD_needs_a_person() => AssertAttention("ssd_person is empty: load an extract with 'ssdclr load' before the next run.");

    [TestMethod]
    public void Children_are_counted_by_state_and_change()
    {
        Receiver();
        Staging("1", "pending", "new");
        Staging("2", "pending", "new");
        Staging("3", "accepted", "none");
        CollectionAssert.AreEqual(
            new[] { ("accepted", "none", 1L), ("pending", "new", 2L) },
            Read().States.Select(count => (count.State, count.Change, count.Children)).ToArray());
    }

    [TestMethod]
    public void The_state_at_another_receiver_is_not_counted()
    {
        Receiver();
        Staging("1", "accepted", "none", receiver: 2);
        Assert.IsEmpty(Read().States);
    }

    [TestMethod]
    public void The_latest_run_comes_first()
    {
        Run(1, "succeeded", "2026-03-30 02:00:00");
        Run(2, "succeeded", "2026-03-31 02:00:00");
        CollectionAssert.AreEqual(new long[] { 2, 1 }, Read().Runs.Select(run => run.RunId).ToArray());
    }

    [TestMethod]
    public void Nothing_needs_a_person_after_a_good_night()
    {
        Person();
        Run(1, "succeeded", "2026-04-01 02:00:00");
        AssertAttention();
    }

    [TestMethod]
    public void A_failed_run_needs_a_person()
    {
        Person();
        Run(1, "succeeded", "2026-04-01 01:00:00");
        Run(2, "failed", "2026-04-01 02:00:00", "The token endpoint refused the client secret.");
        AssertAttention("Run 2: The run ended with an error. Read the detail, remove the cause, run again. (The token endpoint refused the client secret.)");
    }

    [TestMethod]
    public void An_interrupted_run_needs_a_person()
    {
        Person();
        Run(1, "succeeded", "2026-04-01 01:00:00");
        Run(2, "interrupted", "2026-04-01 02:00:00");
        AssertAttention("Run 2: The run never ended: the server or the session was stopped. Run again: nothing is lost, and what has no recorded answer is sent again.");
    }

    [TestMethod]
    public void A_last_good_run_too_long_ago_needs_a_person()
    {
        Person();
        Run(1, "succeeded", "2026-03-31 02:00:00");
        AssertAttention("The last good run ended 30 hours ago, on 2026-03-31 02:00 UTC.");
    }

    [TestMethod]
    [DataRow("rejected", "2 rejected: The receiver refused this child.")]
    [DataRow("withheld", "2 withheld: The payload breaks a rule and was not sent.")]
    [DataRow("held", "2 held: More nested records are gone than the guard allows: this child waits.")]
    [DataRow("in_flight", "2 in_flight: It was sent, and no answer is recorded.")]
    public void Children_that_are_stuck_need_a_person(string state, string expectedStart)
    {
        Person();
        Receiver();
        Staging("1", state, "updated");
        Staging("2", state, "new");
        Assert.StartsWith(expectedStart, Read().Attention.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_deletion_that_is_held_needs_a_person()
    {
        Person();
        Receiver();
        Staging("1", "held", "deleted");
        Assert.StartsWith("1 held: More deletions than the guard allows: this one waits.", Read().Attention.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void No_person_id_is_shown()
    {
        Person();
        Receiver();
        Staging("marked", "rejected", "updated");
        Assert.DoesNotContain("marked", string.Concat(Read().Attention), StringComparison.Ordinal);
    }

    private void AssertAttention(params string[] expected) => CollectionAssert.AreEqual(expected, Read().Attention.ToArray());

    private StatusReport Read() => StatusReader.Read(_database, s_now);

    private void Person() => Execute("INSERT INTO dbo.ssd_person (pers_person_id) VALUES ('1')");

    private void Receiver() => Execute("INSERT INTO csc.receiver (receiver_id, base_url, la_code, la_child_id_column, first_used_at, is_current) VALUES (1, 'https://receiver.example/1', '301', 'pers_person_id', '2026-01-01', 1)");

    private void Staging(string person, string state, string change, int receiver = 1) => Execute(
        $"INSERT INTO csc.staging (receiver_id, person_id, state, change, error_count, warning_count, ever_sent, attempts, state_changed_at) VALUES ({receiver}, '{person}', '{state}', '{change}', 0, 0, 0, 0, '2026-03-31')");

    private void Run(int id, string verdict, string endedAt, string? message = null) => Execute(
        $"INSERT INTO csc.run_log (run_id, operation, started_at, ended_at, verdict, message, program_version) VALUES ({id}, 'run', '{endedAt}', '{endedAt}', '{verdict}', {(message is null ? "NULL" : $"'{message}'")}, '0.1.0')");

    private void Execute(string sql)
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
