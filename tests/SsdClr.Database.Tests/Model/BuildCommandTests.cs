using SsdClr.Build;

namespace SsdClr.Database.Tests.Model;

[TestClass]
public sealed class BuildCommandTests : IDisposable
{
    private const string Pet = """
        object: ssd_pet
        description: Pets.
        fields:
          - {name: pets_table_id, type: int, nullable: false, primary_key: true, item_ref: PETS001A, description: Row.}
        """;

    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [TestMethod]
    [DataRow("usage: SsdClr.Build COMMAND")]
    [DataRow("usage: SsdClr.Build COMMAND", "make")]
    [DataRow("--fast: generate has no such option.", "generate", "--fast")]
    [DataRow("--output: check has no such option.", "check", "--output", "x")]
    [DataRow("--output: name a folder after it.", "build", "--output")]
    public void Wrong_arguments_say_what_is_right(string expected, params string[] arguments)
    {
        Assert.AreEqual(1, Run(CheckedOut.Repository.Root, arguments));

        Assert.StartsWith(expected, error.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Folder_outside_a_repository_is_refused()
    {
        var outside = Path.GetPathRoot(AppContext.BaseDirectory)!;

        Assert.AreEqual(1, Run(CheckedOut.Repository.Root, "check", "--root", outside));

        Assert.AreEqual($"{outside}: neither this folder nor one above it holds SsdClr.sln. Run inside the repository, or name it with --root.\n", error.ToString());
    }

    [TestMethod]
    public void Check_fails_until_generate_has_written_what_is_stale()
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", Pet);
        File.WriteAllText(Path.Combine(scratch.Repository.Root, "SsdClr.sln"), string.Empty);

        Assert.AreEqual(1, Run(scratch.Repository.ModelObjects, "check"));
        Assert.AreEqual(0, Run(scratch.Repository.ModelObjects, "generate"));
        Assert.AreEqual(0, Run(scratch.Repository.ModelObjects, "check"));

        Assert.AreEqual(
            "sql/ssd/ssd_pet.sql: stale. Run SsdClr.Build generate and commit what it writes.\n"
            + "clr/SsdClr.Local/Database/SqliteTables.sql: stale. Run SsdClr.Build generate and commit what it writes.\n"
            + "clr/SsdClr.Payload/Payload/CodeLists.g.cs: stale. Run SsdClr.Build generate and commit what it writes.\n"
            + "clr/SsdClr.Payload/Ssd/SsdModelColumns.g.cs: stale. Run SsdClr.Build generate and commit what it writes.\n"
            + "docs/code-lists.md: stale. Run SsdClr.Build generate and commit what it writes.\n",
            error.ToString());
        Assert.AreEqual("sql/ssd/ssd_pet.sql\nclr/SsdClr.Local/Database/SqliteTables.sql\nclr/SsdClr.Payload/Payload/CodeLists.g.cs\nclr/SsdClr.Payload/Ssd/SsdModelColumns.g.cs\ndocs/code-lists.md\n", output.ToString());
    }

    [TestMethod]
    public void Build_writes_both_packages()
    {
        var folder = Directory.CreateTempSubdirectory("ssdclr-packages-").FullName;
        try
        {
            Assert.AreEqual(0, Run(CheckedOut.Repository.Root, "build", "--output", folder), error.ToString());

            CollectionAssert.AreEqual(CheckedOut.SsdDacpac, File.ReadAllBytes(Path.Combine(folder, "Ssd.dacpac")));
            CollectionAssert.AreEqual(CheckedOut.SsdClrDacpac, File.ReadAllBytes(Path.Combine(folder, "SsdClr.dacpac")));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private int Run(string folder, params string[] arguments) => new BuildCommand(output, error, folder).Run(arguments);
}
