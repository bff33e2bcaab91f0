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
    [DataRow("A database owner says so (csc.allow_host @purpose = N'test').", null, "A database owner says so ('ssdclr allow-host HOST --database my.db --test').")]
    [DataRow("Correct it with EXEC csc.set_setting.", null, "Correct it with 'ssdclr set NAME VALUE --database my.db'.")]
    [DataRow("EXEC csc.set_secret.", null, "SSDCLR_CLIENT_SECRET and SSDCLR_SUPPLIER_KEY, or --settings FILE.")]
    [DataRow("Then ssdclr requeue sends it again.", "P1", "Then 'ssdclr requeue --database my.db --person P1' sends it again.")]
    [DataRow("csc.staging.state and csc.batch_log are tables.", "P1", "csc.staging.state and csc.batch_log are tables.")]
    [DataRow("'ssdclr cohort --person ID' says why; 'ssdclr load' fills it.", "P1", "'ssdclr cohort --person ID' says why; 'ssdclr load' fills it.")]
    public void A_text_names_commands_with_database_and_child(string text, string? personId, string said) => Assert.AreEqual(said, _words.Say(text, personId));

    [TestMethod]
    public void What_was_said_once_stays() => Assert.AreEqual(_words.Say("See csc.status.", personId: null), _words.Say(_words.Say("See csc.status.", personId: null), personId: null));

    [TestMethod]
    public async Task An_error_names_the_database_in_hand()
    {
        using var scene = new PreviewScene();
        var run = await CommandRun.OfAsync("refresh", "--database", scene.File, "--as-of", "2026-03-31");

        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("'ssdclr set NAME VALUE --database " + scene.File + "'", run.Messages, StringComparison.Ordinal);
        Assert.DoesNotContain("csc.", run.Messages, StringComparison.Ordinal);
    }
}
