using System.Text.Json;
using SsdClr.Local.Commands;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;

namespace SsdClr.Tests.Companion;

/// <summary>What a person sees at a terminal of 80 columns, and a program that reads JSON.</summary>
[TestClass]
public sealed class ConsoleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void One_long_id_does_not_pad_the_other_lines()
    {
        using var lines = new StringWriter();
        AlignedLines.Write(lines, [["P1", "in", "x"], ["P22", "in", "y"], [new string('9', 48), "out", "z"]]);

        Assert.AreEqual("P1   in   x\nP22  in   y\n" + new string('9', 48) + "  out  z\n", lines.ToString().ReplaceLineEndings("\n"));
    }

    [TestMethod]
    [DataRow(1L, "1 child")]
    [DataRow(2L, "2 children")]
    [DataRow(0L, "0 children")]
    [DataRow(1200L, "1,200 children")]
    public void Number_and_noun_agree(long number, string words) => Assert.AreEqual(words, Counted.Children(number));

    [TestMethod]
    public async Task A_status_keeps_dates_and_verdicts_whole_at_80_columns()
    {
        using (var database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: false))
        {
            using var command = database.Connection.CreateCommand();
            command.CommandText = "INSERT INTO csc.run_log (run_id, operation, started_at, ended_at, verdict, program_version, sent, children_sent, accepted, rejected) VALUES (17, 'refresh', '2026-03-31 03:30:12', '2026-03-31 03:31:12', 'interrupted', '1', 150000, 50000, 50000, 50000)";
            command.ExecuteNonQuery();
        }

        using var results = new StringWriter();
        using var messages = new StringWriter();
        var output = new Output(results, resultsAreTerminal: true, messages, messagesAreTerminal: false, colour: false, TimeProvider.System);
        await CompanionCommandLine.RunAsync(["status", "--database", _folder["children.db"]], new CommandContext(output, TimeProvider.System, _ => null));
        var lines = results.ToString().ReplaceLineEndings("\n").Split('\n');

        Assert.IsTrue(Array.Exists(lines, line => line.Contains("2026-03-31 03:30", StringComparison.Ordinal) && line.Contains("refresh interrupted", StringComparison.Ordinal)), results.ToString());
        CollectionAssert.Contains(lines, "Run 17 sent 50,000 children in 150,000 attempts.");
        Assert.IsTrue(Array.TrueForAll(lines, line => line.Length <= 80 || line.StartsWith("- ", StringComparison.Ordinal)));
    }

    [TestMethod]
    [DataRow(1, "status", "--database", "absent.db", "--json")]
    [DataRow(2, "issues", "--json")]
    [DataRow(2, "issues", "--json", "--no-such-option")]
    public async Task A_failure_is_JSON_for_who_asked_for_it(int exitCode, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        using var document = JsonDocument.Parse(run.Results);
        Assert.AreEqual(exitCode, run.ExitCode);
        Assert.AreEqual(exitCode, document.RootElement.GetProperty("exit_code").GetInt32());
        Assert.AreEqual(run.MessageLines[0], "error: " + document.RootElement.GetProperty("errors")[0].GetString());
    }

    [TestMethod]
    public async Task A_result_with_an_error_after_it_stays_one_document()
    {
        await CommandRun.OfAsync("sample", "--children", "20", "--database", _folder["children.db"]);
        using (var database = LocalDatabase.OpenFile(_folder["children.db"], mustExist: true))
        {
            using var command = database.Connection.CreateCommand();
            command.CommandText = "UPDATE dbo.ssd_cin_episodes SET cine_person_id = 'nobody'";
            command.ExecuteNonQuery();
        }

        var run = await CommandRun.OfAsync("data-quality", "--database", _folder["children.db"], "--table", "ssd_cin_episodes", "--json");

        using var document = JsonDocument.Parse(run.Results);
        Assert.AreEqual(1, run.ExitCode);
        Assert.AreEqual("ssd_cin_episodes", document.RootElement.GetProperty("findings")[0].GetProperty("object_name").GetString());
    }

    [TestMethod]
    [DataRow(1, "the nearest is ssd_person.", "data-quality", "--table", "ssd_persn")]
    [DataRow(2, "the nearest is code_unknown.", "requeue", "--rule", "code_unkown")]
    [DataRow(1, "the nearest is empty_tables.", "set", "empty_table", "x")]
    public async Task An_unknown_name_is_refused_with_the_nearest(int exitCode, string words, params string[] arguments)
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();

        var run = await CommandRun.OfAsync([.. arguments, "--database", _folder["children.db"]]);

        Assert.AreEqual(exitCode, run.ExitCode);
        Assert.Contains(words, run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("pers_birth", null)]
    [DataRow("pers_date_of_birth", null)]
    [DataRow("pers_forname", "pers_forename")]
    [DataRow("PERS_DOBB", "pers_dob")]
    public void A_name_is_near_by_what_it_does_not_share_with_all(string given, string? nearest) =>
        Assert.AreEqual(nearest, NearestName.Of(given, ["pers_dob", "pers_forename", "pers_sex", "pers_upn"]));

    [TestMethod]
    [DataRow("--semantics takes replace or merge.", "receiver", "--semantics", "mrge")]
    [DataRow("--tables takes flow or all.", "sample", "--tables", "some", "--csv", "never")]
    public async Task An_unknown_choice_is_refused_with_all_choices(string words, params string[] arguments)
    {
        var run = await CommandRun.OfAsync(arguments);

        Assert.AreEqual(2, run.ExitCode);
        CollectionAssert.Contains(run.MessageLines, "error: " + words);
    }

    [TestMethod]
    public async Task Every_setting_is_listed_with_value_default_and_meaning()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        await CommandRun.OfAsync("set", "pilot_person_ids", "P1;P2", "--database", _folder["children.db"]);

        var run = await CommandRun.OfAsync("settings", "--database", _folder["children.db"]);
        using var document = JsonDocument.Parse((await CommandRun.OfAsync("settings", "--database", _folder["children.db"], "--json")).Results);

        Assert.Contains("pilot_person_ids = P1;P2 (default nothing)", run.Results, StringComparison.Ordinal);
        Assert.Contains("batch_size = 100 (the default)", run.Results, StringComparison.Ordinal);
        Assert.Contains("Takes a whole number from 1 to 100.", run.Results, StringComparison.Ordinal);
        Assert.AreEqual(SsdClr.Settings.SettingCatalogue.All.Count(setting => !setting.IsSecret), document.RootElement.GetArrayLength());
    }

    [TestMethod]
    public async Task Settings_lists_the_values_that_a_run_would_use()
    {
        LocalDatabase.OpenFile(_folder["children.db"], mustExist: false).Dispose();
        _folder.Write("settings.json", """{"base-url": "https://file.example/1", "la-code": "998", "batch_size": "7"}""");

        var run = await CommandRun.OfAsync(
            TimeProvider.System, name => name == "SSDCLR_LA_CODE" ? "997" : null, "settings", "--database", _folder["children.db"], "--settings", _folder["settings.json"]);

        Assert.Contains("base_url = https://file.example/1 (", run.Results, StringComparison.Ordinal);
        Assert.Contains("la_code = 997 (", run.Results, StringComparison.Ordinal);
        Assert.Contains("batch_size = 7 (", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("5")]
    [DataRow("50")]
    public async Task A_small_sample_can_be_refreshed_at_once(string children)
    {
        await CommandRun.OfAsync("sample", "--children", children, "--database", _folder["children.db"]);

        var run = await CommandRun.OfAsync(TimeProvider.System, name => name switch { "SSDCLR_BASE_URL" => "https://localhost/1", "SSDCLR_LA_CODE" => "999", _ => null }, "refresh", "--database", _folder["children.db"], "--as-of", "2026-03-31");

        Assert.AreEqual(0, run.ExitCode, run.Messages);
    }

    [TestMethod]
    public async Task A_group_that_is_switched_off_is_marked()
    {
        using var scene = new PreviewScene();
        scene.Set("include_active_referral", "0");

        Assert.Contains("active_referral(off)", (await scene.RunAsync("cohort")).Results, StringComparison.Ordinal);
        Assert.Contains("active_referral (switched off)", (await scene.RunAsync("cohort", "--summary")).Results, StringComparison.Ordinal);
    }
}
