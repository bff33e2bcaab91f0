using SsdClr.Local.Commands;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

/// <summary><c>ssdclr unmapped</c> and <c>ssdclr code-map</c>: from the value that has no code to the payload that is sent with one.</summary>
[TestClass]
public sealed class CodeMapCommandTests
{
    [TestMethod]
    public async Task Value_is_listed_until_it_has_a_code_and_again_when_the_code_is_taken_back()
    {
        using var folder = new TemporaryFolder();
        var file = folder["children.db"];
        using (var local = LocalDatabase.OpenFile(file, mustExist: false))
        {
            using var command = local.Connection.CreateCommand();
            command.CommandText = "INSERT INTO dbo.ssd_person (pers_person_id, pers_ethnicity) VALUES ('P1', 'Own words')";
            command.ExecuteNonQuery();
        }

        var before = await CommandRun.OfAsync("unmapped", "--database", file);
        var set = await CommandRun.OfAsync("code-map", "ethnicity", "own words", "OOTH", "--database", file);
        var mapped = await CommandRun.OfAsync("unmapped", "--database", file);
        var listed = await CommandRun.OfAsync("code-map", "--database", file);
        var removed = await CommandRun.OfAsync("code-map", "ethnicity", "OWN WORDS", "--remove", "--database", file);
        var after = await CommandRun.OfAsync("unmapped", "--database", file, "--json");

        Assert.AreEqual((ExitCode.Success, ExitCode.Success, ExitCode.Success), (before.ExitCode, set.ExitCode, removed.ExitCode));
        Assert.Contains("1  ethnicity  ssd_person.pers_ethnicity  Own words", before.Results, StringComparison.Ordinal);
        Assert.Contains("A code is found for every value.", mapped.Results, StringComparison.Ordinal);
        Assert.Contains("ethnicity  own words  OOTH", listed.Results, StringComparison.Ordinal);
        Assert.Contains("\"held_value\": \"Own words\"", after.Results.Replace("\":\"", "\": \"", StringComparison.Ordinal), StringComparison.Ordinal);
        using var read = LocalDatabase.OpenFile(file, mustExist: true);
        using var log = read.Connection.CreateCommand();
        log.CommandText = "SELECT group_concat(name || ' ' || coalesce(old_value, '-') || ' ' || coalesce(new_value, '-'), '; ') FROM csc.setting_log";
        Assert.AreEqual("code_map: ethnicity - own words = OOTH; code_map: ethnicity OWN WORDS = OOTH -", log.ExecuteScalar());
    }

    [TestMethod]
    [DataRow("ethnicity", "Own words", "XXXX", "CODE must be one of WBRI")]
    [DataRow("names", "Own words", "WBRI", "FIELD must be one of sex")]
    public async Task Fault_is_told_and_nothing_is_changed(string field, string held, string code, string message)
    {
        using var folder = new TemporaryFolder();
        var file = folder["children.db"];
        LocalDatabase.OpenFile(file, mustExist: false).Dispose();

        var run = await CommandRun.OfAsync("code-map", field, held, code, "--database", file);

        Assert.AreEqual(ExitCode.Failure, run.ExitCode);
        Assert.Contains(message, run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("Own words", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("ethnicity", "error: HELD_VALUE must be given, with CODE or --remove.")]
    [DataRow("ethnicty", "error: FIELD must be one of sex, ethnicity, ")]
    public async Task Field_without_a_value_is_told_what_it_needs(string field, string message)
    {
        var run = await CommandRun.OfAsync("code-map", field, "--database", "children.db");

        Assert.AreEqual(ExitCode.Failure, run.ExitCode);
        Assert.StartsWith(message, run.MessageLines[0], StringComparison.Ordinal);
    }
}
