using System.Text.Json;
using SsdClr.Local.Reports;
using SsdClr.Payload.Building;
using SsdClr.Payload.Preview;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class IssuesCommandTests : IDisposable
{
    private readonly PreviewScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public async Task Each_finding_is_a_line_and_the_counts_stand_at_the_end()
    {
        CommandRun run = await _scene.RunAsync("issues");
        string[] lines = Lines(run);
        Assert.StartsWith("P 1  error    id_characters  $.la_child_id ", lines[0], StringComparison.Ordinal);
        Assert.Contains(" ssd_person.pers_person_id ", lines[0], StringComparison.Ordinal);
        Assert.EndsWith("  la_child_id holds a character other than letters, digits, hyphen and underscore. The child is withheld until that is corrected. Correct it at its source.", lines[0], StringComparison.Ordinal);
        Assert.AreEqual("Findings: 4. Children: 2.", lines[^1]);
    }

    [TestMethod]
    public async Task The_columns_of_findings_stand_under_one_another()
    {
        string[] lines = Lines(await _scene.RunAsync("issues"));
        Assert.AreEqual(1, lines[..^1].Select(line => line.IndexOf('$', StringComparison.Ordinal)).Distinct().Count());
    }

    [TestMethod]
    public async Task The_summary_counts_by_rule_errors_first()
    {
        _scene.Execute("UPDATE dbo.ssd_person SET pers_upn = 'A1' WHERE pers_person_id = 'P 1'");
        CommandRun run = await _scene.RunAsync("issues", "--summary");
        CollectionAssert.AreEqual(
            new[]
            {
                "Severity Rule Children Findings Example",
                "error id_characters 1 1 P 1",
                "warning upn_format 2 2 P 1",
                "warning code_unknown 1 1 P2",
                "warning no_name 1 1 P2",
                "Findings: 5. Children: 2.",
            },
            Lines(run).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray());
    }

    [TestMethod]
    public async Task A_rule_broken_twice_by_a_child_counts_one_child()
    {
        _scene.Execute("UPDATE dbo.ssd_cin_episodes SET cine_close_reason = 'ZZ' WHERE cine_person_id = 'P2'");
        CommandRun run = await _scene.RunAsync("issues", "--summary", "--json");
        using var result = JsonDocument.Parse(run.Results);
        JsonElement rule = result.RootElement.GetProperty("summary").EnumerateArray().Single(rule => rule.GetProperty("rule_name").ValueEquals("code_unknown"));
        Assert.AreEqual((1, 2, "P2"), (rule.GetProperty("children").GetInt32(), rule.GetProperty("findings").GetInt32(), rule.GetProperty("example_person_id").GetString()));
    }

    [TestMethod]
    public void Two_wordings_of_a_rule_are_one_row()
    {
        var summary = new IssueSummary();
        summary.Add([
            new IssuePreview("P1", new PayloadIssue(PayloadRule.CodeUnknown, IssueOutcome.Sent, "$.a", "ssd_person.a")),
            new IssuePreview("P1", new PayloadIssue(PayloadRule.CodeOutsideList, IssueOutcome.Sent, "$.b", "ssd_person.b")),
        ]);
        Assert.AreEqual(new RuleCount("code_unknown", IsError: false, Children: 1, Findings: 2, ExamplePersonId: "P1"), summary.Rules.Single());
    }

    [TestMethod]
    public async Task Programs_get_findings_and_counts_as_one_document()
    {
        CommandRun run = await _scene.RunAsync("issues", "--json");
        using var result = JsonDocument.Parse(run.Results);
        JsonElement first = result.RootElement.GetProperty("findings")[0];
        Assert.AreEqual(
            ("P 1", "error", "id_characters", "$.la_child_id", "ssd_person.pers_person_id", 4),
            (first.GetProperty("person_id").GetString(), first.GetProperty("severity").GetString(), first.GetProperty("rule_name").GetString(),
                first.GetProperty("json_path").GetString(), first.GetProperty("source").GetString(), result.RootElement.GetProperty("summary").GetArrayLength()));
    }

    [TestMethod]
    public async Task One_person_has_only_that_ones_findings()
    {
        CommandRun run = await _scene.RunAsync("issues", "--person", "P2");
        CollectionAssert.AreEqual(new[] { "P2", "P2", "P2" }, Lines(run).Select(line => line[..2]).ToArray());
    }

    [TestMethod]
    public async Task A_person_without_findings_is_told_so()
    {
        _scene.Execute("UPDATE dbo.ssd_person SET pers_forename = 'Marked', pers_upn = 'A123456789012', pers_ethnicity = 'WBRI' WHERE pers_person_id = 'P2'");
        CommandRun run = await _scene.RunAsync("issues", "--person", "P2");
        Assert.AreEqual((0, "No findings."), (run.ExitCode, run.Results.Trim()));
    }

    [TestMethod]
    public async Task A_person_out_of_the_cohort_ends_with_1_and_the_reason()
    {
        CommandRun run = await _scene.RunAsync("issues", "--person", "P3");
        Assert.AreEqual((1, "error: The child is not in the cohort; 'ssdclr cohort --database " + _scene.File + " --person ID' says why."), (run.ExitCode, run.MessageLines.Single()));
    }

    [TestMethod]
    public async Task No_value_of_a_child_is_shown()
    {
        CommandRun run = await _scene.RunAsync("issues");
        Assert.DoesNotContain("Marked", run.Results, StringComparison.Ordinal);
    }

    private static string[] Lines(CommandRun run) => run.Results.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
}
