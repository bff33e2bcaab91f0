using SsdClr.Local.Commands;
using SsdClr.Local.Reports;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class CompanionWordsTests
{
    private readonly CompanionWords _words = new("--database my.db");

    [TestMethod]
    [DataRow("See csc.payload_issues for this person.", "P1", "See 'ssdclr issues --database my.db --person P1' for this person.")]
    [DataRow("See csc.payload_issues.", null, "See 'ssdclr issues --database my.db'.")]
    [DataRow("Then EXEC csc.requeue sends it.", "O'Neill 1", "Then 'ssdclr requeue --database my.db --person \"O'Neill 1\"' sends it.")]
    [DataRow("EXEC csc.preflight @post_test_child = 1;", null, "'ssdclr preflight --database my.db --settings FILE --post-test-child';")]
    [DataRow("EXEC csc.run @confirm_deletions = 4;", null, "'ssdclr run --database my.db --settings FILE --confirm-deletions 4';")]
    [DataRow("where the host is for tests, a database owner says so (csc.allow_host @purpose = N'test').", null, "where the host is for tests, say so ('ssdclr allow-host HOST --database my.db --test').")]
    [DataRow("A database owner can allow it: EXEC csc.allow_host.", null, "Allow it: 'ssdclr allow-host HOST --database my.db'.")]
    [DataRow("If it took its place, a database owner runs EXEC csc.confirm_environment.", null, "If it took its place, run 'ssdclr confirm-environment --database my.db'.")]
    [DataRow("Where the fault was the receiver's: csc.requeue.", null, "Where the fault was the receiver's: 'ssdclr requeue --database my.db --all'.")]
    [DataRow("Make one: EXEC csc.renew_scrambling_key.", null, "Make one: 'ssdclr renew-scrambling-key --settings FILE'.")]
    [DataRow("Look at some payloads, then run again and confirm the first run.", null, "Look at some payloads, then run again with --confirm-first-run.")]
    [DataRow("If all that follows is meant, run again with @confirm_deletions = 7.", null, "If all that follows is meant, run again with --confirm-deletions 7.")]
    [DataRow("run again with @confirm_deletions = 21, @confirm_removals = 1200, @confirm_changes = 43. 21 children", null, "run again with --confirm-deletions 21 --confirm-removals 1200 --confirm-changes 43. 21 children")]
    [DataRow("Correct it with EXEC csc.set_setting.", null, "Correct it with 'ssdclr set NAME VALUE --database my.db'.")]
    [DataRow("EXEC csc.set_setting @name = N'empty_tables', @value = N'ssd_a;ssd_b'; Run again.", null, "'ssdclr set empty_tables \"ssd_a;ssd_b\" --database my.db'. Run again.")]
    [DataRow("EXEC csc.set_setting @name = N'max_table_drop_percent', @value = NULL;", null, "'ssdclr set max_table_drop_percent --default --database my.db'.")]
    [DataRow("EXEC csc.allow_host @host = N'test.example.gov.uk', @purpose = N'test', @remove = 1;", null, "'ssdclr allow-host test.example.gov.uk --test --remove --database my.db'.")]
    [DataRow("EXEC csc.allow_host @host = N'a.example.gov.uk', @purpose = N'token'", null, "'ssdclr allow-host a.example.gov.uk --token-only --database my.db'")]
    [DataRow("EXEC csc.set_secret.", null, "SSDCLR_CLIENT_SECRET and SSDCLR_SUPPLIER_KEY, or --settings FILE.")]
    [DataRow("Then ssdclr requeue sends it again.", "P1", "Then 'ssdclr requeue --database my.db --person P1' sends it again.")]
    [DataRow("csc.staging.state and csc.batch_log are tables.", "P1", "csc.staging.state and csc.batch_log are tables.")]
    [DataRow("'ssdclr cohort --person ID' says why; 'ssdclr load' fills it.", "P1", "'ssdclr cohort --person ID' says why; 'ssdclr load' fills it.")]
    public void A_text_names_commands_with_database_and_child(string text, string? personId, string said) => Assert.AreEqual(said, _words.Say(text, personId));

    [TestMethod]
    public void A_server_has_an_owner() => Assert.AreEqual(
        "A database owner can allow it: 'ssdclr allow-host HOST --connection'.",
        new CompanionWords("--connection").Say("A database owner can allow it: EXEC csc.allow_host.", personId: null));

    [TestMethod]
    [DataRow(null)]
    [DataRow("P 1")]
    public void Every_command_that_a_text_names_is_parsed(string? personId)
    {
        using var nowhere = new StringWriter();
        var context = new CommandContext(new Output(nowhere, resultsAreTerminal: false, nowhere, messagesAreTerminal: false, colour: false, TimeProvider.System), TimeProvider.System, _ => null);
        var root = CompanionCommandLine.Root(context);
        var commands = CompanionCommands.Names.Select(name => _words.Say($"EXEC csc.{name}", personId)).Where(text => text.StartsWith("'ssdclr ", StringComparison.Ordinal)).ToList();

        var refused = commands.Where(command => root.Parse(command.Trim('\'')["ssdclr ".Length..]).Errors.Count > 0).ToList();

        Assert.IsGreaterThan(20, commands.Count);
        Assert.AreEqual(string.Empty, string.Join(Environment.NewLine, refused));
    }

    [TestMethod]
    public void What_was_said_once_stays() => Assert.AreEqual(_words.Say("See csc.status.", personId: null), _words.Say(_words.Say("See csc.status.", personId: null), personId: null));

    [TestMethod]
    public async Task An_error_names_the_database_in_hand()
    {
        using var scene = new PreviewScene();
        var run = await CommandRun.OfAsync("refresh", "--database", scene.File, "--as-of", "2026-03-31");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("ssd_sdq_scores\" --database " + scene.File + "'", run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("csc.", run.Messages, StringComparison.Ordinal);
    }
}
