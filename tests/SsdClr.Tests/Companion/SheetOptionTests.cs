using MiniExcelLibs;
using SsdClr.Payload.Reading;

namespace SsdClr.Tests.Companion;

/// <summary>The commands that write a workbook or a CSV file.</summary>
[TestClass]
public sealed class SheetOptionTests : IDisposable
{
    private readonly PreviewScene _scene = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _scene.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    [DataRow("Persons: 4, By group: 7", "cohort", "--as-of", "2026-03-31")]
    [DataRow("By group: 7", "cohort", "--as-of", "2026-03-31", "--summary")]
    [DataRow("Findings: 4, By rule: 4", "issues", "--as-of", "2026-03-31")]
    [DataRow("By rule: 4", "issues", "--as-of", "2026-03-31", "--summary")]
    [DataRow("Values without a code: 1", "unmapped")]
    [DataRow("Children by state: 2, Last runs: 1, Needs attention: 1, Who needs attention: 1", "status")]
    [DataRow("Changes by block: 0", "changes", "--summary")]
    [DataRow("Changes: 1", "changes", "--person", "P2")]
    public async Task A_command_writes_its_rows_as_sheets(string sheets, params string[] command)
    {
        _scene.Set("empty_tables", string.Join(';', ChildQuery.Tables));
        await CommandRun.OfAsync("refresh", "--database", _scene.File, "--as-of", "2026-03-31");

        CommandRun run = await CommandRun.OfAsync([command[0], "--database", _scene.File, .. command[1..], "--xlsx", _folder["result.xlsx"]]);

        Assert.AreEqual((0, string.Empty), (run.ExitCode, run.Messages));
        Assert.EndsWith($"to {_folder["result.xlsx"]}, an Excel workbook.{Environment.NewLine}", run.Results, StringComparison.Ordinal);
        Assert.AreEqual(sheets, string.Join(", ", MiniExcel.GetSheetNames(_folder["result.xlsx"]).Select(name => $"{name}: {MiniExcel.Query(_folder["result.xlsx"], useHeaderRow: true, sheetName: name).Count()}")));
    }

    [TestMethod]
    public async Task Data_quality_writes_its_findings_and_still_fails_for_errors()
    {
        _scene.Execute("INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id) VALUES ('R4', 'P9')");

        CommandRun run = await CommandRun.OfAsync("data-quality", "--database", _scene.File, "--csv", _folder["result.csv"]);

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("\r\nerror,ssd_cin_episodes,cine_person_id,orphan,1,4,R4,", File.ReadAllText(_folder["result.csv"]), StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Groups_that_a_person_matches_are_columns()
    {
        await _scene.RunAsync("cohort", "--csv", _folder["result.csv"]);
        Assert.StartsWith(
            "\"Person id\",\"In the cohort\",active_referral,waiting_assessment,cin_plan,looked_after,care_leaver,cp_plan,disability,Reason\r\n\"P 1\",yes,yes,,,,,,,\"In: ",
            File.ReadAllText(_folder["result.csv"]),
            StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("--xlsx", "--csv")]
    [DataRow("--csv", "--json")]
    public async Task Two_forms_at_once_are_refused(string first, string second)
    {
        string[] secondWithValue = second == "--json" ? [second] : [second, _folder["b"]];
        CommandRun run = await CommandRun.OfAsync(["status", "--database", _scene.File, first, _folder["a"], .. secondWithValue]);
        Assert.AreEqual((2, true), (run.ExitCode, run.Messages.StartsWith($"error: Give only one of {first} and {second}.", StringComparison.Ordinal)), run.Messages);
    }

    [TestMethod]
    public async Task A_folder_that_is_not_there_is_refused_before_anything_is_read()
    {
        CommandRun run = await CommandRun.OfAsync("status", "--database", _folder["no.db"], "--xlsx", _folder["none/result.xlsx"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("The folder of ", run.Messages, StringComparison.Ordinal);
    }
}
