using System.Text.Json.Nodes;
using SsdClr.Local.Commands;
using SsdClr.Tests.Scrambling;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class ScramblingCommandTests : IDisposable
{
    private readonly PreviewScene _scene = new();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _scene.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public async Task Payloads_are_shown_scrambled_under_the_real_person_id()
    {
        string settings = Settings($$"""{ "scrambling-key": "{{ScrambledExample.Key}}" }""");

        CommandRun run = await _scene.RunAsync("payloads", "--scrambled", "--settings", settings, "--person", "P 1");

        JsonNode line = JsonNode.Parse(run.Results)!;
        Assert.AreEqual((0, "P 1"), (run.ExitCode, line["person_id"]!.GetValue<string>()));
        Assert.AreNotEqual("Marked", line["payload"]!["child_details"]!["surname"]!.GetValue<string>());
    }

    [TestMethod]
    public async Task Key_may_come_from_the_environment()
    {
        CommandRun run = await CommandRun.OfAsync(
            TimeProvider.System,
            variable => variable == "SSDCLR_SCRAMBLING_KEY" ? ScrambledExample.Key : null,
            "payloads", "--database", _scene.File, "--as-of", "2026-03-31", "--scrambled");

        Assert.AreEqual((0, false), (run.ExitCode, run.Results.Contains("Marked", StringComparison.Ordinal)));
    }

    [TestMethod]
    public async Task Without_a_key_nothing_is_shown()
    {
        CommandRun run = await _scene.RunAsync("payloads", "--scrambled");

        Assert.AreEqual((1, string.Empty), (run.ExitCode, run.Results));
        StringAssert.Contains(run.Messages, "renew-scrambling-key", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Verify_shows_no_payload_but_what_was_compared()
    {
        string settings = Settings($$"""{ "scrambling-key": "{{ScrambledExample.Key}}" }""");

        CommandRun run = await _scene.RunAsync("payloads", "--scrambled", "--verify", "--settings", settings);

        Assert.AreEqual(0, run.ExitCode, run.Messages);
        StringAssert.StartsWith(run.Results, "Compared 2 children as of 2026-03-31", StringComparison.Ordinal);
        Assert.DoesNotContain("Marked", run.Results, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("--verify")]
    [DataRow("--scrambled", "--verify", "--out", "file")]
    public async Task Verify_needs_scrambled_and_no_file(params string[] options) => Assert.AreEqual(2, (await _scene.RunAsync("payloads", options)).ExitCode);

    [TestMethod]
    public async Task New_key_makes_the_file_for_this_user_alone()
    {
        string settings = _folder["new.json"];

        CommandRun run = await CommandRun.OfAsync("renew-scrambling-key", "--settings", settings);

        string key = SettingsFile.Read(settings, warn => Assert.Fail(warn))["scrambling-key"]!;
        Assert.AreEqual((0, 64), (run.ExitCode, key.Length));
        Assert.DoesNotContain(key, run.Results + run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("{}")]
    [DataRow("{ // ours\n \"la-code\": \"301\", }")]
    [DataRow("{\"la-code\": \"301\", \"scrambling_key\": \"old\"}")]
    public async Task New_key_leaves_all_else_in_the_file(string before)
    {
        string settings = Settings(before);

        await CommandRun.OfAsync("renew-scrambling-key", "--settings", settings);
        string first = SettingsFile.Read(settings, _ => { })["scrambling-key"]!;
        await CommandRun.OfAsync("renew-scrambling-key", "--settings", settings);
        SettingsFile after = SettingsFile.Read(settings, _ => { });

        Assert.AreNotEqual(first, after["scrambling-key"]);
        Assert.AreEqual(before.Contains("301", StringComparison.Ordinal) ? "301" : null, after["la-code"]);
        Assert.AreEqual(before.Contains("ours", StringComparison.Ordinal), File.ReadAllText(settings).Contains("// ours", StringComparison.Ordinal));
    }

    [TestMethod]
    public async Task File_that_is_none_is_left_as_it_is()
    {
        string settings = Settings("[]");

        CommandRun run = await CommandRun.OfAsync("renew-scrambling-key", "--settings", settings);

        Assert.AreEqual((1, "[]"), (run.ExitCode, File.ReadAllText(settings)));
    }

    private string Settings(string text)
    {
        File.WriteAllText(_folder["settings.json"], text);
        return _folder["settings.json"];
    }
}
