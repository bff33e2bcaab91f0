using System.Globalization;
using System.Text.Json;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class CohortCommandTests : IDisposable
{
    private readonly PreviewScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public async Task Each_person_is_a_line_and_the_counts_stand_at_the_end()
    {
        CommandRun run = await _scene.RunAsync("cohort");
        Assert.AreEqual(
            """
            P 1  in   active_referral  In: active referral (referral R1 from 2026-01-01 to 2026-02-01).
            P2   in   active_referral  In: active referral (referral R2 from 2026-01-01 to 2026-02-01).
            P3   out  active_referral  Out: turned 26 on 2016-01-01, before the window starts on 2023-04-01.
            P4   out  -                Out: no referral, plan, placement or care-leaver contact overlaps the window, 2023-04-01 to 2026-04-01.

            Persons: 4. In the cohort: 2. Out: 2.

            Group                     Persons In the cohort
            active_referral                 3             2
            waiting_assessment              0             0
            cin_plan                        0             0
            looked_after                    0             0
            care_leaver                     0             0
            cp_plan (switched off)          0             0
            disability (switched off)       0             0

            Out because of Persons
            age                  1
            no group             1
            """,
            Text(run.Results));
    }

    [TestMethod]
    public async Task A_preview_that_works_ends_with_0_and_no_message()
    {
        CommandRun run = await _scene.RunAsync("cohort");
        Assert.AreEqual((0, string.Empty), (run.ExitCode, run.Messages));
    }

    [TestMethod]
    public async Task The_summary_has_no_person()
    {
        CommandRun run = await _scene.RunAsync("cohort", "--summary");
        Assert.StartsWith("Persons: 4. In the cohort: 2. Out: 2.", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task One_person_is_one_line()
    {
        CommandRun run = await _scene.RunAsync("cohort", "--person", "P2");
        Assert.AreEqual("P2  in  active_referral  In: active referral (referral R2 from 2026-01-01 to 2026-02-01).", Text(run.Results));
    }

    [TestMethod]
    [DataRow("P1", "P1 ")]
    [DataRow("ab2", "AB2")]
    public async Task Ids_that_differ_by_blank_or_case_are_different_here(string inEpisode, string inPerson)
    {
        _scene.Execute($"INSERT INTO dbo.ssd_person (pers_person_id, pers_dob) VALUES ('{inPerson}', '2015-05-05'); INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id, cine_referral_date) VALUES ('R9', '{inEpisode}', '2025-01-10')");
        CommandRun run = await _scene.RunAsync("cohort", "--person", inPerson);
        Assert.Contains("Out: no referral", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_restriction_counts_as_a_reason_to_be_out()
    {
        _scene.Set("pilot_person_ids", "P2;P3");
        CommandRun run = await _scene.RunAsync("cohort", "--json");
        using var result = JsonDocument.Parse(run.Results);
        JsonElement outBecauseOf = result.RootElement.GetProperty("summary").GetProperty("out_because_of");
        Assert.AreEqual((1, 1), (outBecauseOf.GetProperty("not on the pilot list").GetInt32(), outBecauseOf.GetProperty("age").GetInt32()));
    }

    [TestMethod]
    public async Task Programs_get_persons_and_counts_as_one_document()
    {
        CommandRun run = await _scene.RunAsync("cohort", "--json");
        using var result = JsonDocument.Parse(run.Results);
        JsonElement first = result.RootElement.GetProperty("persons")[0];
        JsonElement counts = result.RootElement.GetProperty("summary").GetProperty("groups").GetProperty("active_referral");
        Assert.AreEqual(
            ("2026-03-31", "P 1", true, "active_referral", "In: active referral (referral R1 from 2026-01-01 to 2026-02-01).", 3, 2),
            (result.RootElement.GetProperty("as_of").GetString(), first.GetProperty("person_id").GetString(), first.GetProperty("in_cohort").GetBoolean(),
                first.GetProperty("groups")[0].GetString(), first.GetProperty("reason").GetString(), counts.GetProperty("persons").GetInt32(), counts.GetProperty("in_cohort").GetInt32()));
    }

    [TestMethod]
    public async Task The_summary_for_programs_has_no_person()
    {
        CommandRun run = await _scene.RunAsync("cohort", "--json", "--summary");
        using var result = JsonDocument.Parse(run.Results);
        Assert.IsFalse(result.RootElement.TryGetProperty("persons", out _));
    }

    [TestMethod]
    public async Task Every_range_is_shown()
    {
        _scene.Set("persons_per_range", "100");
        for (int number = 0; number < 250; number++)
        {
            _scene.Execute(string.Create(CultureInfo.InvariantCulture, $"INSERT INTO dbo.ssd_person (pers_person_id) VALUES ('Q{number}')"));
        }

        CommandRun run = await _scene.RunAsync("cohort", "--json");
        using var result = JsonDocument.Parse(run.Results);
        Assert.AreEqual(254, result.RootElement.GetProperty("persons").EnumerateArray().Select(person => person.GetProperty("person_id").GetString()).Distinct(StringComparer.Ordinal).Count());
    }

    [TestMethod]
    public async Task A_control_character_in_an_id_does_not_reach_the_terminal()
    {
        _scene.Execute("INSERT INTO dbo.ssd_person (pers_person_id) VALUES ('Q' || char(27) || '[2J')");
        CommandRun run = await _scene.RunAsync("cohort");
        Assert.Contains("Q\uFFFD[2J", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task An_unknown_person_ends_with_1_and_what_to_look_at()
    {
        CommandRun run = await _scene.RunAsync("cohort", "--person", "nobody");
        Assert.AreEqual((1, $"error: ssd_person has no person with that id; ids are compared exactly. 'ssdclr cohort --database {_scene.File}' lists all.", string.Empty), (run.ExitCode, run.MessageLines.Single(), run.Results));
    }

    [TestMethod]
    public async Task A_cohort_table_that_cannot_be_read_ends_with_1_and_the_setting()
    {
        _scene.Set("cohort_table", "dbo.none.person_id");
        CommandRun run = await _scene.RunAsync("cohort");
        Assert.AreEqual(
            (1, "error: The column that setting cohort_table names cannot be read, or cannot be compared with pers_person_id. Make sure that table and column exist, that this login may SELECT from the table, and that the column has the collation of pers_person_id; or clear the setting. Nothing was staged."),
            (run.ExitCode, run.MessageLines.Single()));
    }

    [TestMethod]
    [DataRow("cohort")]
    [DataRow("cohort", "--database")]
    [DataRow("cohort", "--database", "a.db", "--as-of", "yesterday")]
    [DataRow("cohort", "--database", "a.db", "--person")]
    [DataRow("cohort", "--database", "a.db", "surplus")]
    [DataRow("issues")]
    [DataRow("issues", "--database", "a.db", "--as-of", "31/03/2026")]
    [DataRow("issues", "--database", "a.db", "--summary", "--nonsense")]
    public async Task A_wrong_command_line_ends_with_2(params string[] arguments) => Assert.AreEqual(2, (await CommandRun.OfAsync(arguments)).ExitCode);

    [TestMethod]
    [DataRow("cohort")]
    [DataRow("issues")]
    [DataRow("payloads")]
    public async Task A_missing_database_ends_with_1(string command) => Assert.AreEqual(1, (await CommandRun.OfAsync(command, "--database", _scene.File + ".none")).ExitCode);

    [TestMethod]
    [DataRow("cohort")]
    [DataRow("issues")]
    [DataRow("payloads")]
    public async Task The_help_of_a_preview_shows_examples(string command)
    {
        CommandRun run = await CommandRun.OfAsync(command, "--help");
        Assert.Contains($"Examples:{Environment.NewLine}  ssdclr {command} ", run.Results, StringComparison.Ordinal);
    }

    /// <summary>Without blanks at the ends of lines, which tables have.</summary>
    private static string Text(string results) => string.Join('\n', results.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).TrimEnd();
}
