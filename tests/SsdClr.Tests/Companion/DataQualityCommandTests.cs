using System.Text.Json;
using SsdClr.Payload.Reading;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class DataQualityCommandTests : IDisposable
{
    private readonly PreviewScene _scene = new();

    // The scene fills two tables.
    public DataQualityCommandTests() => _scene.Set("empty_tables", string.Join(';', ChildQuery.Tables));

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public async Task Each_finding_is_a_line_and_errors_come_first_and_the_counts_last()
    {
        _scene.Execute("INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id) VALUES ('R4', 'P9')");
        CommandRun run = await RunAsync();
        CollectionAssert.AreEqual(
            new[]
            {
                "error ssd_cin_episodes.cine_person_id orphan 1 of 4 R4 Refers to no row of ssd_person.pers_person_id.",
                "warning ssd_person.pers_ethnicity code 1 of 4 P2 No code of list ethnicity (docs/code-lists.md) was found in what is held, by docs/payload.md.",
                "warning ssd_person.pers_person_id pattern 1 of 4 P 1 Does not match ^[A-Za-z0-9_-]+$",
                "warning ssd_person.pers_upn pattern 1 of 4 P2 Does not match ^[A-Za-z0-9]{13}$",
                "Tables: 51. Rows: 8. Errors: 1. Warnings: 3.",
            },
            run.Results.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))).ToArray());
    }

    [TestMethod]
    public async Task An_error_ends_with_1_and_how_many_checks_found_one()
    {
        _scene.Execute("INSERT INTO dbo.ssd_cin_episodes (cine_referral_id, cine_person_id) VALUES ('R4', 'P9')");
        CommandRun run = await RunAsync();
        Assert.AreEqual((1, "error: One check found errors."), (run.ExitCode, run.MessageLines.Single()));
    }

    [TestMethod]
    public async Task Warnings_alone_end_with_0() => Assert.AreEqual((0, ""), ((await RunAsync()).ExitCode, (await RunAsync()).Messages));

    [TestMethod]
    public async Task Warnings_can_be_left_out_and_are_counted_all_the_same() =>
        Assert.AreEqual("Tables: 51. Rows: 7. Errors: 0. Warnings: 3.", (await RunAsync("--errors-only")).Results.Trim());

    [TestMethod]
    public async Task One_table_is_checked_where_one_is_named() =>
        Assert.AreEqual("Tables: 1. Rows: 3. Errors: 0. Warnings: 0.", (await RunAsync("--table", "ssd_cin_episodes")).Results.Trim());

    [TestMethod]
    public async Task A_table_that_the_SSD_does_not_have_is_refused()
    {
        CommandRun run = await RunAsync("--table", "ssd_persons");
        Assert.AreEqual((1, "error: The SSD has no table of the name given with --table; the nearest is ssd_person."), (run.ExitCode, run.MessageLines.Single()));
    }

    [TestMethod]
    public async Task Programs_get_one_document()
    {
        CommandRun run = await RunAsync("--json");
        using var result = JsonDocument.Parse(run.Results);
        JsonElement finding = result.RootElement.GetProperty("findings")[1];
        Assert.AreEqual(
            (51, 7, 0, 3, "warning", "ssd_person", "pers_person_id", "pattern", 1, 4, "P 1"),
            (result.RootElement.GetProperty("tables").GetInt32(), result.RootElement.GetProperty("rows").GetInt32(), result.RootElement.GetProperty("errors").GetInt32(),
                result.RootElement.GetProperty("warnings").GetInt32(), finding.GetProperty("severity").GetString(), finding.GetProperty("object_name").GetString(),
                finding.GetProperty("column_name").GetString(), finding.GetProperty("check_name").GetString(), finding.GetProperty("found").GetInt32(),
                finding.GetProperty("row_count").GetInt32(), finding.GetProperty("example_keys")[0].GetString()));
    }

    [TestMethod]
    public async Task A_missing_table_has_no_counts_in_the_document()
    {
        _scene.Execute("DROP TABLE dbo.ssd_version_log");
        CommandRun run = await RunAsync("--json", "--table", "ssd_version_log");
        using var result = JsonDocument.Parse(run.Results);
        Assert.AreEqual(JsonValueKind.Null, result.RootElement.GetProperty("findings")[0].GetProperty("found").ValueKind);
    }

    [TestMethod]
    public async Task A_file_without_any_table_of_the_SSD_is_refused()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllBytesAsync(folder["empty.db"], []);
        CommandRun run = await CommandRun.OfAsync("data-quality", "--database", folder["empty.db"]);
        Assert.AreEqual((1, "error: empty.db has no table of the SSD. Give another file with --database."), (run.ExitCode, run.MessageLines.Single()));
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(["data-quality", "--database", _scene.File, .. arguments]);
}
