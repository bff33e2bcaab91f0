using System.Text.Json;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class StatusTests : IDisposable
{
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
    public async Task A_run_that_was_killed_is_interrupted()
    {
        StartRun();
        var run = await CommandRun.OfAsync("status", "--database", _folder["children.db"]);
        Assert.Contains("interrupted", run.Results, StringComparison.Ordinal);
        Assert.Contains("Run 1 was interrupted: it never ended, and no process works on it.", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_run_that_goes_on_is_running()
    {
        StartRun();
        using var held = RunLock.Acquire(_folder["children.db"], "run", TimeProvider.System);
        var run = await CommandRun.OfAsync("status", "--database", _folder["children.db"]);
        Assert.Contains("running", run.Results, StringComparison.Ordinal);
        Assert.DoesNotContain("interrupted", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_lost_state_beside_records_that_were_sent_is_an_error()
    {
        using (var database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false))
        {
            database.NoteSending();
        }

        File.Delete(_folder["children.csc.db"]);
        var run = await CommandRun.OfAsync("status", "--database", _folder["children.db"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.StartsWith("error: children.csc.db is missing or empty, and children were sent from children.db", run.Messages, StringComparison.Ordinal);
        Assert.Contains($"'ssdclr run --database {_folder["children.db"]} --settings FILE --confirm-first-run' sends every child again", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("refresh")]
    [DataRow("requeue", "--all", "--apply")]
    [DataRow("purge-history")]
    [DataRow("takeover")]
    public async Task A_lost_state_stays_one_whatever_is_tried(params string[] command)
    {
        using (var database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false))
        {
            database.NoteSending();
        }

        File.Delete(_folder["children.csc.db"]);
        var run = await CommandRun.OfAsync([.. command, "--database", _folder["children.db"]]);
        var status = await CommandRun.OfAsync("status", "--database", _folder["children.db"]);
        Assert.AreEqual((1, 1), (run.ExitCode, status.ExitCode));
        Assert.StartsWith("error: children.csc.db is missing or empty", run.Messages, StringComparison.Ordinal);
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
        Run(1, "succeeded", Ago(6));
        AssertAttention();
    }

    [TestMethod]
    public void A_failed_run_needs_a_person()
    {
        Person();
        Run(1, "succeeded", Ago(7));
        Run(2, "failed", Ago(6), "The token endpoint refused the client secret.");
        AssertAttention("Run 2: The run ended with an error. Read the detail, remove the cause, run again. (The token endpoint refused the client secret.)");
    }

    [TestMethod]
    public void An_interrupted_run_needs_a_person()
    {
        Person();
        Run(1, "succeeded", Ago(7));
        Run(2, "interrupted", Ago(6));
        AssertAttention("Run 2: The run never ended: the server or the session was stopped. Run again: nothing is lost, and what has no recorded answer is sent again.");
    }

    [TestMethod]
    public void A_last_good_run_too_long_ago_needs_a_person()
    {
        Person();
        Run(1, "succeeded", Ago(30));
        AssertAttention("No run or submission has succeeded for 26 hours or more; the detail is their number. See whether the job is enabled and started, then 'ssdclr status --database FILE'; run again. (30)");
    }

    [TestMethod]
    [DataRow("rejected", "2 rejected: The receiver refused this child.")]
    [DataRow("withheld", "2 withheld: The payload breaks a rule and was not sent.")]
    [DataRow("awaiting_confirmation", "2 awaiting_confirmation: More changed or is gone than the guards allow: this child waits.")]
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
        Staging("1", "awaiting_confirmation", "purge");
        Assert.StartsWith("1 awaiting_confirmation: More deletions than the guard allows: this one waits.", Read().Attention.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("rejected", "1 rejected: The receiver refused this child, and holds it as it was before.")]
    [DataRow("withheld", "1 withheld: The payload breaks a rule and was not sent; the receiver holds the child as it was before.")]
    public void What_the_receiver_holds_of_a_child_that_is_stuck_is_said_to_be_old(string state, string expectedStart)
    {
        Person();
        Receiver();
        Staging("1", state, "updated");
        Execute("UPDATE csc.staging SET acknowledged_hash = x'00', acknowledged_at = '2026-01-01'");
        Assert.StartsWith(expectedStart, Read().Attention.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(9, 0)]
    [DataRow(10, 1)]
    public void A_child_without_a_clear_answer_in_all_attempts_needs_a_person(int attempts, int expected)
    {
        Person();
        Receiver();
        Staging("1", "pending", "new");
        Execute($"UPDATE csc.staging SET attempts = {attempts}");
        Assert.HasCount(expected, Read().Attention);
    }

    [TestMethod]
    public void A_setting_says_how_many_attempts_are_all()
    {
        Person();
        Receiver();
        Staging("1", "pending", "new");
        Execute("UPDATE csc.staging SET attempts = 3; INSERT INTO csc.setting VALUES ('max_attempts', '3', '2026-01-01', 'login')");
        Assert.StartsWith("1 no clear answer: ", Read().Attention.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Attempts_are_as_many_without_a_setting_as_the_sender_makes()
    {
        Person();
        Receiver();
        Staging("1", "pending", "new");
        Execute("UPDATE csc.staging SET attempts = " + SsdClr.Settings.SettingCatalogue.Find("max_attempts")!.DefaultValue);
        Assert.HasCount(1, Read().Attention);
    }

    [TestMethod]
    [DataRow("refresh_refused_at", "A guard refused the last refresh, or it has not come to its end, so nothing is sent.")]
    [DataRow("circuit_opened_at", "The last run gave up: the receiver failed too often in a row.")]
    public void What_holds_up_the_receiver_needs_a_person(string column, string expectedStart)
    {
        Person();
        Receiver();
        Execute($"UPDATE csc.receiver SET {column} = '2026-01-01'");
        Assert.StartsWith(expectedStart, Read().Attention.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_copy_that_may_not_submit_needs_a_person()
    {
        Person();
        Execute("INSERT INTO csc.environment VALUES ('A', 'a', '2026-01-01', '2026-01-01', 'login'), ('B', 'b', '2026-01-01', NULL, NULL)");
        Assert.StartsWith("This database was restored or moved", Read().Attention.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Runs_that_never_succeeded_need_a_person_after_a_day()
    {
        Person();
        Run(1, "failed", Ago(40));
        Assert.HasCount(2, Read().Attention);
    }

    [TestMethod]
    public void Five_children_of_each_kind_are_named_with_the_reason()
    {
        Person();
        Receiver();
        for (var child = 1; child <= 6; child++)
        {
            Staging($"R{child}", "rejected", "updated");
        }

        Staging("W1", "withheld", "new");
        Execute("UPDATE csc.staging SET last_message = 'rule of ' || person_id || ': see csc.payload_issues' WHERE person_id IN ('R1', 'W1')");

        Assert.AreEqual(
            "rejected R1 rule of R1: see 'ssdclr issues --database FILE --person R1', rejected R2 , rejected R3 , rejected R4 , rejected R5 , withheld W1 rule of W1: see 'ssdclr issues --database FILE --person W1'",
            string.Join(", ", Read().Children.Select(child => $"{child.Kind} {child.PersonId} {child.Why}")));
    }

    [TestMethod]
    public void Sentences_for_all_children_of_a_kind_name_none()
    {
        Person();
        Receiver();
        Staging("marked", "rejected", "updated");
        Assert.DoesNotContain("marked", string.Concat(Read().Attention), StringComparison.Ordinal);
    }

    private void StartRun()
    {
        using var database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false);
        using var command = database.Connection.CreateCommand();
        command.CommandText = "INSERT INTO csc.run_log (run_id, operation, started_at, verdict, program_version) VALUES (1, 'run', '2026-01-01', 'running', '0.1.0')";
        command.ExecuteNonQuery();
    }

    private void AssertAttention(params string[] expected) => CollectionAssert.AreEqual(expected, Read().Attention.ToArray());

    // A minute more, so that a slow test counts the same hours.
    private static string Ago(int hours) => DateTime.UtcNow.AddHours(-hours).AddMinutes(-1).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);

    private StatusReport Read() => StatusReader.Read(_database, CompanionWords.WithoutDatabase);

    private void Person() => Execute("INSERT INTO dbo.ssd_person (pers_person_id) VALUES ('1')");

    private void Receiver() => Execute("INSERT INTO csc.receiver (receiver_id, base_url, la_code, la_child_id_column, first_used_at, is_current) VALUES (1, 'https://receiver.example/1', '301', 'pers_person_id', '2026-01-01', 1)");

    private void Staging(string person, string state, string change, int receiver = 1) => Execute(
        $"INSERT INTO csc.staging (receiver_id, person_id, state, change, error_count, warning_count, attempts, state_changed_at) VALUES ({receiver}, '{person}', '{state}', '{change}', 0, 0, 0, '2026-03-31')");

    private void Run(int id, string verdict, string endedAt, string? message = null) => Execute(
        $"INSERT INTO csc.run_log (run_id, operation, started_at, ended_at, verdict, message, program_version) VALUES ({id}, 'run', '{endedAt}', '{endedAt}', '{verdict}', {(message is null ? "NULL" : $"'{message}'")}, '0.1.0')");

    private void Execute(string sql)
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
