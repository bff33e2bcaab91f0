using System.Text.Json;
using SsdClr.Local.Database;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Tests.Submission;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class ChangesCommandTests : IDisposable
{
    private readonly PreviewScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public async Task A_change_is_its_reason_and_path_with_the_values_below()
    {
        Changed();
        CommandRun run = await RunAsync("--person", "P2");
        CollectionAssert.AreEqual(
            new[]
            {
                "value changed  $.child_details.surname",
                "  was  \"Before\"",
                "  is   \"Behind\"",
                "Changes: 1.",
            },
            Lines(run));
    }

    [TestMethod]
    public async Task A_value_that_is_gone_has_no_line_of_its_own()
    {
        Changed();
        CommandRun run = await RunAsync("--person", "P5");
        CollectionAssert.AreEqual(
            new[] { "removed: gone  $.social_care_episodes[id=R5].child_in_need_plans[id=C5]", "  was  {" },
            Lines(run)[..2].Select(line => line.Split("\"child")[0]).ToArray());
        Assert.AreEqual("Changes: 1.", Lines(run)[2]);
    }

    [TestMethod]
    public async Task A_child_without_changes_is_told_so()
    {
        Refresh();
        Acknowledge();
        CommandRun run = await RunAsync("--person", "P2");
        Assert.AreEqual((0, "No changes."), (run.ExitCode, run.Results.Trim()));
    }

    [TestMethod]
    public async Task Programs_get_the_values_as_JSON()
    {
        Changed();
        CommandRun run = await RunAsync("--person", "P2", "--json");
        using var result = JsonDocument.Parse(run.Results);
        JsonElement change = result.RootElement.GetProperty("changes").EnumerateArray().Single();
        Assert.AreEqual(
            ("P2", "$.child_details.surname", "Before", "Behind", "child_details", "value changed"),
            (result.RootElement.GetProperty("person_id").GetString(), change.GetProperty("json_path").GetString(), change.GetProperty("old_value").GetString(),
                change.GetProperty("new_value").GetString(), change.GetProperty("block").GetString(), change.GetProperty("reason").GetString()));
    }

    [TestMethod]
    public async Task Programs_get_null_for_a_value_that_is_not_there()
    {
        Changed();
        CommandRun run = await RunAsync("--person", "P5", "--json");
        using var result = JsonDocument.Parse(run.Results);
        JsonElement change = result.RootElement.GetProperty("changes").EnumerateArray().Single();
        Assert.AreEqual(
            ("C5", JsonValueKind.Null),
            (change.GetProperty("old_value").GetProperty("child_in_need_plan_id").GetString(), change.GetProperty("new_value").ValueKind));
    }

    [TestMethod]
    public async Task The_summary_counts_children_and_changes_by_block_and_reason()
    {
        Changed();
        CommandRun run = await RunAsync("--summary");
        CollectionAssert.AreEqual(
            new[]
            {
                "Block Reason Children Changes",
                "child_details value changed 2 3",
                "cin_plan removed: gone 1 1",
                "Changes: 4. Children pending as updated: 3.",
            },
            Lines(run).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray());
    }

    [TestMethod]
    public async Task Programs_get_the_counts_as_one_document()
    {
        Changed();
        CommandRun run = await RunAsync("--summary", "--json");
        using var result = JsonDocument.Parse(run.Results);
        JsonElement root = result.RootElement;
        Assert.AreEqual((3, 0, 4), (root.GetProperty("children").GetInt32(), root.GetProperty("unchanged").GetInt32(), root.GetProperty("changes").GetInt32()));
        Assert.AreEqual(
            "child_details value changed 2 3",
            string.Join(' ', root.GetProperty("summary")[0].EnumerateObject().Select(property => property.Value)));
    }

    [TestMethod]
    public async Task The_summary_shows_neither_values_nor_ids()
    {
        Changed();
        CommandRun text = await RunAsync("--summary");
        CommandRun json = await RunAsync("--summary", "--json");
        foreach (var shown in new[] { "Before", "Behind", "P2", "P5", "C5" })
        {
            Assert.DoesNotContain(shown, text.Results + text.Messages + json.Results, StringComparison.Ordinal);
        }
    }

    [TestMethod]
    public async Task Children_sent_again_without_a_change_are_told_apart()
    {
        Refresh();
        Acknowledge();
        _scene.Execute("UPDATE csc.staging SET state = 'pending', change = 'updated' WHERE person_id = 'P2'");
        CommandRun run = await RunAsync("--summary");
        CollectionAssert.AreEqual(
            new[]
            {
                "Changes: 0. Children pending as updated: 1.",
                "Sent again without a change, because their last submission was not confirmed: 1.",
            },
            Lines(run));
    }

    [TestMethod]
    public async Task The_summary_of_nothing_staged_counts_none()
    {
        CommandRun run = await RunAsync("--summary");
        Assert.AreEqual((0, "Changes: 0. Children pending as updated: 0."), (run.ExitCode, run.Results.Trim()));
    }

    [TestMethod]
    public async Task Every_range_of_persons_is_counted()
    {
        Changed();
        _scene.Execute("INSERT INTO dbo.ssd_person (pers_person_id) WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < 150) SELECT 'P50' || n FROM numbers");
        _scene.Set("persons_per_range", "100");
        CommandRun run = await RunAsync("--summary");
        Assert.Contains("Changes: 4. Children pending as updated: 3.", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_child_who_has_left_SSD_since_is_counted()
    {
        Changed();
        _scene.Execute("DELETE FROM dbo.ssd_person WHERE pers_person_id = 'P2'");
        CommandRun run = await RunAsync("--summary");
        Assert.Contains("Changes: 4. Children pending as updated: 3.", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_person_who_is_not_staged_ends_with_1()
    {
        Refresh();
        CommandRun run = await RunAsync("--person", "nobody");
        Assert.AreEqual(
            (1, string.Empty, $"error: Nothing of that person is staged for the current receiver; ids are compared exactly. 'ssdclr cohort --database {_scene.File}' lists all persons, and a run stages those in the cohort."),
            (run.ExitCode, run.Results, run.MessageLines.Single()));
    }

    [TestMethod]
    [DataRow(new string[0])]
    [DataRow(new[] { "--person", "P2", "--summary" })]
    public async Task Neither_or_both_of_person_and_summary_end_with_2(string[] arguments)
    {
        CommandRun run = await RunAsync(arguments);
        Assert.AreEqual((2, "error: Give either --person ID or --summary."), (run.ExitCode, run.MessageLines[0]));
    }

    private static string[] Lines(CommandRun run) => run.Results.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(["changes", "--database", _scene.File, .. arguments]);

    // P2 has one name changed and P6 two, P5 lost a plan, P7 is new and P 1 withheld.
    private void Changed()
    {
        _scene.Execute(
            """
            UPDATE dbo.ssd_person SET pers_surname = 'Before' WHERE pers_person_id = 'P2';
            INSERT INTO dbo.ssd_person (pers_person_id, pers_forename, pers_surname, pers_dob) VALUES
                ('P5', 'Marked', 'Marked', '2015-01-01'),
                ('P6', 'Marked', 'Marked', '2015-01-01');
            INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id, cine_referral_date) VALUES
                ('R5', 'P5', '2026-01-01'),
                ('R6', 'P6', '2026-01-01');
            INSERT INTO dbo.ssd_cin_plans (cinp_cin_plan_id, cinp_referral_id, cinp_person_id, cinp_cin_plan_start_date) VALUES ('C5', 'R5', 'P5', '2026-01-02');
            """);
        Refresh();
        Acknowledge();
        _scene.Execute(
            """
            UPDATE dbo.ssd_person SET pers_surname = 'Behind' WHERE pers_person_id IN ('P2', 'P6');
            UPDATE dbo.ssd_person SET pers_forename = 'Behind' WHERE pers_person_id = 'P6';
            DELETE FROM dbo.ssd_cin_plans;
            INSERT INTO dbo.ssd_person (pers_person_id, pers_dob) VALUES ('P7', '2015-01-01');
            INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id, cine_referral_date) VALUES ('R7', 'P7', '2026-01-01');
            """);
        Refresh();
    }

    private void Refresh()
    {
        using var database = LocalDatabase.OpenFile(_scene.File, mustExist: true);
        var clock = new TestClock();
        var asOf = new DateTime(2026, 3, 31, 0, 0, 0, DateTimeKind.Unspecified);
        var settings = new SettingValues(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["base_url"] = "https://receiver.test",
            ["la_code"] = "999",
            ["empty_tables"] = string.Join(';', ChildQuery.Tables),
            ["max_as_of_days"] = "36500",
            ["max_table_drop_percent"] = "100",
            ["max_deletion_percent"] = "100",
        });
        var runId = RunLog.Start(database.Context, clock, RunOperation.Refresh, asOf, new RunOrigin(hostName: null, loginName: null, agentJob: null));
        new StagingRefresh(database.Context, clock, settings, progress: null).Run(runId, asOf, default);
    }

    // As if the receiver had confirmed all that may be sent.
    private void Acknowledge() => _scene.Execute(
        "UPDATE csc.staging SET state = 'accepted', change = 'none', acknowledged_hash = payload_hash, acknowledged_payload = payload WHERE state = 'pending'");
}
