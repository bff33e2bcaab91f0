using SsdClr.Local;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

/// <summary>What a command may write its result to, and what it leaves behind.</summary>
[TestClass]
public sealed class OutputFileTests : IDisposable
{
    private readonly PreviewScene _scene = new();
    private readonly TemporaryFolder _folder = new();

    private string Ledger => Path.ChangeExtension(_scene.File, ".csc.db");

    public void Dispose()
    {
        _scene.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    [DataRow("cohort", "--xlsx")]
    [DataRow("cohort", "--csv")]
    [DataRow("issues", "--csv")]
    [DataRow("unmapped", "--xlsx")]
    [DataRow("data-quality", "--csv")]
    [DataRow("changes", "--summary", "--csv")]
    [DataRow("status", "--csv")]
    [DataRow("report", "--out")]
    [DataRow("report", "--person", "P2", "--out")]
    [DataRow("payloads", "--out")]
    public async Task A_result_never_takes_the_place_of_its_database(params string[] command)
    {
        File.WriteAllText(_scene.File + ".lock", string.Empty);
        File.WriteAllText(_folder["settings.json"], "{}");
        foreach (var file in new[] { _scene.File, Ledger, _scene.File + ".lock", _folder["settings.json"] })
        {
            byte[] before = await File.ReadAllBytesAsync(file);

            CommandRun run = await CommandRun.OfAsync([command[0], "--database", _scene.File, "--settings", _folder["settings.json"], .. command[1..], file]);

            Assert.AreEqual((1, 1), (run.ExitCode, run.MessageLines.Length), run.Messages);
            Assert.Contains("which would be lost. Name another file", run.Messages, StringComparison.Ordinal);
            CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(file), file);
        }

        AssertNothingBeside(_scene.File, 3);
    }

    [TestMethod]
    [DataRow("receiver", "--port", "0", "--write-settings")]
    [DataRow("receiver", "--port", "0", "--write-certificate")]
    [DataRow("payloads", "--database", "other.db", "--out")]
    public async Task A_result_never_takes_the_place_of_another_database(params string[] command)
    {
        byte[] before = await File.ReadAllBytesAsync(_scene.File);

        CommandRun run = await CommandRun.OfAsync([.. command, _scene.File]);

        Assert.AreEqual((1, $"error: {_scene.File} is an SQLite database, which would be lost. Name another file to write to."), (run.ExitCode, run.MessageLines.Single()));
        CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(_scene.File));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public async Task A_link_to_a_database_is_refused_too()
    {
        File.CreateSymbolicLink(_folder["link.csv"], _scene.File);
        CommandRun run = await CommandRun.OfAsync("status", "--database", _scene.File, "--csv", _folder["link.csv"]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains("which would be lost", run.Messages, StringComparison.Ordinal);
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void A_link_stays_and_what_it_leads_to_is_replaced()
    {
        File.WriteAllText(_folder["page.html"], "older");
        File.CreateSymbolicLink(_folder["link.html"], _folder["page.html"]);
        OutputFile.At(_folder["link.html"], FilesInUse.None).Write("new");
        Assert.AreEqual(("new", _folder["page.html"]), (File.ReadAllText(_folder["page.html"]), File.ResolveLinkTarget(_folder["link.html"], returnFinalTarget: true)!.FullName));
    }

    [TestMethod]
    public async Task Sample_files_never_take_the_place_of_a_database()
    {
        File.Copy(_scene.File, _folder["ssd_person.csv"]);
        byte[] before = await File.ReadAllBytesAsync(_scene.File);
        CommandRun run = await CommandRun.OfAsync("sample", "--children", "5", "--replace", "--csv", _folder[string.Empty]);
        Assert.AreEqual(1, run.ExitCode);
        CollectionAssert.AreEqual(before, await File.ReadAllBytesAsync(_folder["ssd_person.csv"]));
        AssertNothingBeside(_folder["ssd_person.csv"], 1);
    }

    [TestMethod]
    public async Task Source_tables_never_take_the_place_of_what_was_submitted()
    {
        CommandRun run = await CommandRun.OfAsync("sample", "--system", "mosaic", "--children", "5", "--replace", "--database", Ledger);
        Assert.AreEqual((1, true), (run.ExitCode, File.Exists(Ledger)));
        Assert.Contains("is the record of what was submitted from a database, which would be lost.", run.MessageLines.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("is a folder. Name a file in it.", ".", "payloads", "--out")]
    [DataRow("is a folder. Name a file in it.", ".", "report", "--person", "P2", "--out")]
    [DataRow("does not exist. Make it first, or name another.", "none/file", "payloads", "--out")]
    [DataRow("does not exist. Make it first, or name another.", "none/file", "report", "--person", "P2", "--out")]
    [DataRow("ssd_person has no person with that id", "file", "payloads", "--person", "NOBODY", "--out")]
    [DataRow("The child is not in the cohort", "file", "payloads", "--as-of", "2026-03-31", "--person", "P3", "--out")]
    [DataRow("has the person id given", "file", "report", "--person", "NOBODY", "--out")]
    public async Task A_command_that_fails_leaves_no_file(string expected, string target, params string[] command)
    {
        CommandRun run = await CommandRun.OfAsync([command[0], "--database", _scene.File, .. command[1..], _folder[target]]);
        Assert.AreEqual(1, run.ExitCode);
        Assert.Contains(expected, run.MessageLines.Single(), StringComparison.Ordinal);
        Assert.IsEmpty(Directory.GetFileSystemEntries(_folder[string.Empty]));
    }

    [TestMethod]
    [DataRow("--write-settings")]
    [DataRow("--write-certificate")]
    public async Task The_receiver_says_which_folder_is_missing(string option)
    {
        CommandRun run = await CommandRun.OfAsync("receiver", "--port", "0", option, _folder["none/file"]);
        Assert.AreEqual((1, $"error: The folder of {_folder["none/file"]} does not exist. Make it first, or name another."), (run.ExitCode, run.MessageLines.Single()));
    }

    [TestMethod]
    public void A_failure_half_way_leaves_the_older_file_alone()
    {
        File.WriteAllText(_folder["result"], "older");
        var file = OutputFile.At(_folder["result"], FilesInUse.None);
        Assert.ThrowsExactly<CompanionException>(() => file.Write(stream =>
        {
            stream.Write("half"u8);
            stream.Flush();
            throw new CompanionException("It fails.");
        }));
        Assert.AreEqual("older", File.ReadAllText(_folder["result"]));
        AssertNothingBeside(_folder["result"], 1);
    }

    private static void AssertNothingBeside(string file, int files) => Assert.HasCount(files, Directory.GetFiles(Path.GetDirectoryName(file)!));
}
