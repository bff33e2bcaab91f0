using System.Security.Cryptography;
using SsdClr.Build;
using SsdClr.Build.Signing;

namespace SsdClr.Database.Tests.Model;

[TestClass]
public sealed class BuildCommandTests : IDisposable
{
    private const string Pet = """
        object: ssd_pet
        description: Pets.
        fields:
          - {name: pets_table_id, type: int, nullable: false, primary_key: true, item_ref: PETS001A, description: Row.}
        subject: people
        """;

    private static readonly string[] s_ofPet =
    [
        "sql/ssd/ssd_pet.sql",
        "clr/SsdClr.Local/Database/SqliteTables.sql",
        "sql/csc/Views/model_objects.sql",
        "sql/csc/Views/model_fields.sql",
        "sql/csc/Views/model_codes.sql",
        "clr/SsdClr.Payload/Building/CodeLists.g.cs",
        "clr/SsdClr.Payload/Reading/SsdModelColumns.g.cs",
        "clr/SsdClr.Payload/DataQuality/TableRules.g.cs",
        "docs/code-lists.md",
        "docs/permissions.md",
        "docs/ssd/README.md",
        "docs/ssd/returns.md",
        "docs/ssd/ssd_pet.md",
        "docs/ssd/diagrams/overview.svg",
        "docs/ssd/diagrams/people.svg",
    ];

    private static readonly string[] s_alwaysThere =
    [
        "Ssd.dacpac",
        "SsdClr.dacpac",
        "SsdClr.install.sql",
        "SsdClr.payload-only.dacpac",
        "SsdClr.payload-only.install.sql",
        "SsdClr.uninstall.sql",
        "agent-job.sql",
        "agent-job-remove.sql",
        "trust.sql",
        "untrust.sql",
        "SHA512SUMS",
    ];

    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [TestMethod]
    [DataRow("usage: SsdClr.Build COMMAND")]
    [DataRow("usage: SsdClr.Build COMMAND", "make")]
    [DataRow("--fast: generate has no such option.", "generate", "--fast")]
    [DataRow("--output: check has no such option.", "check", "--output", "x")]
    [DataRow("--output: name a folder after it.", "build", "--output")]
    [DataRow("--output: name a folder after it.", "publish", "--output")]
    [DataRow("--signing-key: publish has no such option.", "publish", "--signing-key", "x")]
    [DataRow("--csv: check has no such option.", "check", "--csv", "x")]
    [DataRow("--csv: name a file after it.", "export", "--csv")]
    [DataRow("export: name the file with --csv.", "export")]
    [DataRow("import: name the file with --csv.", "import")]
    [DataRow("--system: generate has no such option.", "generate", "--system", "mosaic")]
    [DataRow("--system: name a system after it.", "extract", "--system")]
    [DataRow("extract: name the system with --system.", "extract", "--output", "x.sql")]
    [DataRow("extract: name the file with --output.", "extract", "--system", "mosaic")]
    [DataRow("extract: --only takes 'confirmed', and --engine takes 'sqlserver' or 'sqlite'.", "extract", "--system", "mosaic", "--only", "published", "--output", "x.sql")]
    [DataRow("extract --check: name the source database with --connection, or in SSDCLR_CONNECTION.", "extract", "--system", "mosaic", "--check")]
    [DataRow("extract --check: --connection is no connection string.", "extract", "--system", "mosaic", "--check", "--connection", "here")]
    [DataRow("diff: name two files that export wrote.", "diff", "a.csv")]
    [DataRow("--signing-key: generate has no such option.", "generate", "--signing-key", "x")]
    [DataRow("--signing-key: name a file after it.", "build", "--signing-key")]
    [DataRow("--output: name a file after it.", "make-key", "--output")]
    [DataRow("make-key: name the file with --output.", "make-key")]
    public void Wrong_arguments_say_what_is_right(string expected, params string[] arguments)
    {
        Assert.AreEqual(1, Run(CheckedOut.Repository.Root, arguments));

        Assert.StartsWith(expected, _error.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Fault_is_a_line_and_help_is_no_fault()
    {
        Assert.AreEqual(1, Run(CheckedOut.Repository.Root, "extract", "--fast"));
        Assert.AreEqual(0, Run(CheckedOut.Repository.Root, "extract", "--help"));

        Assert.AreEqual("--fast: extract has no such option.\nSsdClr.Build --help lists the commands and their options.\n", _error.ToString());
        Assert.StartsWith("usage: SsdClr.Build COMMAND", _output.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void File_that_cannot_be_written_is_a_line()
    {
        var path = Path.Combine(CheckedOut.Repository.Root, "no such folder", "extract.sql");

        Assert.AreEqual(1, Run(CheckedOut.Repository.Root, "extract", "--system", "mosaic", "--output", path));

        Assert.Contains(path, _error.ToString(), StringComparison.Ordinal);
        Assert.HasCount(2, _error.ToString().Split('\n'));
    }

    [TestMethod]
    public void Folder_outside_a_repository_is_refused()
    {
        var outside = Path.GetPathRoot(AppContext.BaseDirectory)!;

        Assert.AreEqual(1, Run(CheckedOut.Repository.Root, "check", "--root", outside));

        Assert.AreEqual($"{outside}: neither this folder nor one above it holds SsdClr.sln. Run inside the repository, or name it with --root.\n", _error.ToString());
    }

    [TestMethod]
    public void Check_fails_until_generate_has_written_what_is_stale()
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", Pet);
        File.WriteAllText(Path.Combine(scratch.Repository.Root, "SsdClr.sln"), string.Empty);

        Assert.AreEqual(1, Run(scratch.Repository.ModelObjects, "check"));
        Assert.AreEqual(0, Run(scratch.Repository.ModelObjects, "generate"));
        Assert.AreEqual(0, Run(scratch.Repository.ModelObjects, "check"));

        Assert.AreEqual(string.Concat(s_ofPet.Select(file => $"{file}: stale. Run SsdClr.Build generate and commit what it writes.\n")), _error.ToString());
        Assert.AreEqual(string.Concat(s_ofPet.Select(file => $"{file}\n")), _output.ToString());
    }

    [TestMethod]
    public void Import_of_a_changed_export_changes_the_model_and_what_is_generated_from_it()
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", Pet);
        File.WriteAllText(Path.Combine(scratch.Repository.Root, "SsdClr.sln"), string.Empty);
        var csv = Path.Combine(scratch.Repository.Root, "spec.csv");

        Assert.AreEqual(0, Run(scratch.Repository.Root, "export", "--csv", "spec.csv"), _error.ToString());
        File.WriteAllText(csv, File.ReadAllText(csv).Replace("Row.", "One pet.", StringComparison.Ordinal));
        Assert.AreEqual(0, Run(scratch.Repository.Root, "import", "--csv", "spec.csv"), _error.ToString());

        Assert.StartsWith($"{csv}\nsql/model/objects/ssd_pet.yml\nsql/ssd/ssd_pet.sql\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("N'PETS001A: One pet.'", File.ReadAllText(Path.Combine(scratch.Repository.Ssd, "ssd_pet.sql")), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Import_of_a_file_that_is_not_there_is_refused()
    {
        Assert.AreEqual(1, Run(CheckedOut.Repository.Root, "import", "--csv", "no-such.csv"));

        Assert.AreEqual($"{Path.Combine(CheckedOut.Repository.Root, "no-such.csv")}: there is no such file.\n", _error.ToString());
    }

    [TestMethod]
    public void Build_writes_all_that_a_DBA_gets_and_two_builds_give_the_same_bytes()
    {
        var folder = Directory.CreateTempSubdirectory("ssdclr-packages-").FullName;
        try
        {
            Assert.AreEqual(0, Run(CheckedOut.Repository.Root, "build", "--output", folder), _error.ToString());

            var again = CheckedOut.Release.Artifacts(CheckedOut.Repository, AssemblySignature.Of(CheckedOut.Repository));
            CollectionAssert.AreEquivalent(again.Select(file => file.Name).ToList(), Directory.EnumerateFiles(folder).Select(Path.GetFileName).ToList());
            foreach (var file in again)
            {
                CollectionAssert.AreEqual(file.Bytes, File.ReadAllBytes(Path.Combine(folder, file.Name)), file.Name);
            }

            CollectionAssert.IsSubsetOf(s_alwaysThere, again.Select(file => file.Name).ToList());
            AssertSumsAreThoseOfTheFiles(folder);
            AssertEveryScriptNamesTheVersion(folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [TestMethod]
    public void Extract_with_overrides_is_written_to_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("ssdclr-extract-").FullName;
        try
        {
            var path = Path.Combine(folder, "our.sql");

            Assert.AreEqual(0, Run(CheckedOut.Repository.Root, "extract", "--system", "mosaic", "--overrides", "sql/model/cms/overrides.example.yml", "--output", path), _error.ToString());

            Assert.AreEqual($"{path}\n", _output.ToString());
            Assert.StartsWith("-- Generated by SsdClr.Build from sql/model/cms/mosaic.yml and overrides.example.yml: ", File.ReadAllText(path), StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void AssertSumsAreThoseOfTheFiles(string folder)
    {
        var expected = Directory.EnumerateFiles(folder)
            .Where(path => Path.GetFileName(path) != "SHA512SUMS")
            .OrderBy(Path.GetFileName, StringComparer.Ordinal)
            .Select(path => $"{Convert.ToHexStringLower(SHA512.HashData(File.ReadAllBytes(path)))}  {Path.GetFileName(path)}\n");

        Assert.AreEqual(string.Concat(expected), File.ReadAllText(Path.Combine(folder, "SHA512SUMS")));
    }

    private static void AssertEveryScriptNamesTheVersion(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(folder).Where(path => Path.GetExtension(path) is ".sql" or ".ps1"))
        {
            Assert.Contains(CheckedOut.Release.Whole.Version, File.ReadLines(path).First(), StringComparison.Ordinal, path);
        }
    }

    private int Run(string folder, params string[] arguments) => new BuildCommand(_output, _error, folder).Run(arguments);
}
