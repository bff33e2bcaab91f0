using System.Globalization;
using System.Text;
using SsdClr.Build.Extraction;
using SsdClr.Build.Generation;
using SsdClr.Build.Installation;
using SsdClr.Build.Model;
using SsdClr.Build.Packaging;
using SsdClr.Build.Signing;
using SsdClr.Build.Specification;

namespace SsdClr.Build;

/// <summary>The command line: generate, check, build, publish, export, import, extract, diff, make-key.</summary>
/// <param name="output">Takes the names of files that were written.</param>
/// <param name="error">Takes the faults, one line each.</param>
/// <param name="currentFolder">Folder whose repository is meant unless <c>--root</c> names another.</param>
internal sealed class BuildCommand(TextWriter output, TextWriter error, string currentFolder)
{
    private const string ConnectionVariable = "SSDCLR_CONNECTION";

    /// <summary>What --help prints.</summary>
    internal const string Usage = """
        usage: SsdClr.Build COMMAND [--root FOLDER] [--output PATH] [--csv FILE] [--system NAME] [--overrides FILE] [--only GRADE] [--engine NAME] [--check] [--connection STRING] [--signing-key FILE]

          generate   write everything that is generated and checked in
          check      fail if anything that is generated and checked in is stale
          build      compile the T-SQL for SQL Server 2016 and 2019, and write all that a DBA gets to the output folder (default: artifacts);
                     with a signing key (.snk) the assemblies get its strong name
          publish    write the companion to the output folder: ssdclr as one file for Windows and for Linux, and as a .NET tool
          export     write the specification to the CSV file, a row a field
          import     change the model to what the CSV file says, then generate
          extract    write the extract of the case-management system, with an authority's overrides, to the output file; --only confirmed fills
                     what the authority confirmed and nothing else; --engine sqlite writes it for SQLite instead of SQL Server;
                     --check --connection STRING writes nothing: it compares the mapping with a source database and says what to confirm next;
                     without --connection it takes SSDCLR_CONNECTION, so that no password stands on a command line
          diff       list what the specification in a second CSV file adds, changes and drops against the first: diff OLD NEW
          make-key   make a key of your own that assemblies can be signed with, in the output file (.snk)
        """;

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">Command and options.</param>
    /// <returns>0, or 1 after a fault.</returns>
    public int Run(string[] arguments)
    {
        if (arguments.Intersect(["--help", "-h", "-?"], StringComparer.Ordinal).Any())
        {
            output.WriteLine(Usage);
            return 0;
        }

        try
        {
            Dispatch(BuildArguments.Parse(arguments, Usage));
            return 0;
        }
        catch (BuildException fault)
        {
            foreach (var line in fault.Faults)
            {
                error.WriteLine(line);
            }

            return 1;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // It names the file.
            error.WriteLine(fault.Message);
            return 1;
        }
    }

    private void Dispatch(BuildArguments arguments)
    {
        if (arguments.Command == "diff")
        {
            Diff(arguments.Files);
            return;
        }

        if (arguments.Command == "make-key")
        {
            MakeKey(PathOf(arguments, "--output")!);
            return;
        }

        var repository = Repository.Containing(PathOf(arguments, "--root") ?? currentFolder);
        var folder = PathOf(arguments, "--output") ?? Path.Combine(repository.Root, "artifacts");
        switch (arguments.Command)
        {
            case "generate":
                Write(repository, GeneratedSources.Make(repository));
                break;
            case "check":
                Check(repository);
                break;
            case "build":
                Check(repository);
                Build(PathOf(arguments, "--signing-key") is { } key ? SignedBuild.Run(repository, key) : repository, folder);
                break;
            case "publish":
                foreach (var file in PublishedCompanion.Write(repository, folder))
                {
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file} ({new FileInfo(file).Length / 1_000_000.0:0.0} MB)"));
                }

                break;
            case "export":
                Export(repository, PathOf(arguments, "--csv")!);
                break;
            case "extract" when arguments.IsCheck:
                CheckSource(
                    repository,
                    arguments["--system"]!,
                    PathOf(arguments, "--overrides"),
                    arguments["--connection"] ?? Environment.GetEnvironmentVariable(ConnectionVariable) ?? throw BuildArguments.Wrong($"extract --check: name the source database with --connection, or in {ConnectionVariable}."));
                break;
            case "extract":
                Extract(repository, arguments["--system"]!, PathOf(arguments, "--overrides"), arguments["--only"], arguments["--engine"], folder);
                break;
            default:
                Import(repository, PathOf(arguments, "--csv")!);
                break;
        }
    }

    private string? PathOf(BuildArguments arguments, string option) => arguments[option] is { } path ? Path.GetFullPath(path, currentFolder) : null;

    private void Write(Repository repository, IEnumerable<GeneratedFile> files)
    {
        foreach (var file in files.Where(file => !file.IsCurrent()))
        {
            file.Write();
            output.WriteLine(repository.Relative(file.Path));
        }
    }

    private void Export(Repository repository, string csv)
    {
        // The mark at the start lets a spreadsheet read the file as UTF-8.
        File.WriteAllText(csv, SpecificationCsv.Write(SsdModelReader.Read(repository).Objects), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        output.WriteLine(csv);
    }

    private void Import(Repository repository, string csv)
    {
        if (!File.Exists(csv))
        {
            throw new BuildException($"{csv}: there is no such file.");
        }

        Write(repository, SpecificationImport.Make(repository, Path.GetFileName(csv), File.ReadAllText(csv)));
        Write(repository, GeneratedSources.Make(repository));
    }

    private void Extract(Repository repository, string system, string? overrides, string? only, string? engine, string path)
    {
        if (only is not (null or "confirmed") || engine is not (null or "sqlite" or "sqlserver"))
        {
            throw BuildArguments.Wrong("extract: --only takes 'confirmed', and --engine takes 'sqlserver' or 'sqlite'.");
        }

        var model = SsdModelReader.Read(repository);
        var plan = ExtractPlan.Read(repository, model, system, overrides) with { Least = only is null ? CmsGrade.Published : CmsGrade.Confirmed };
        File.WriteAllText(path, engine == "sqlite" ? SqliteExtract.Write(plan, model) : ExtractScript.Write(plan, model));
        output.WriteLine(path);
    }

    private void CheckSource(Repository repository, string system, string? overrides, string connection)
    {
        var plan = ExtractPlan.Read(repository, SsdModelReader.Read(repository), system, overrides);
        var check = new SourceCheck(plan, SourceCatalogue.Read(connection, plan));
        List("Tables that are missing", check.MissingTables);
        List("Columns that are missing", check.MissingColumns);
        List("Columns of another type", check.OtherTypes);
        List("What to confirm next", check.Next);
        if (check.Blocks)
        {
            throw new BuildException("extract --check: the extract reads tables or columns that are missing and would not compile. Change the overrides, then check again.");
        }

        void List(string title, IReadOnlyList<string> lines)
        {
            output.WriteLine($"{title}: {(lines.Count == 0 ? "none" : lines.Count.ToString(CultureInfo.InvariantCulture))}");
            foreach (var line in lines)
            {
                output.WriteLine("  " + line);
            }
        }
    }

    private void Diff(IEnumerable<string> paths)
    {
        var files = paths.Select(path => Path.GetFullPath(path, currentFolder)).ToList();
        if (files.Find(path => !File.Exists(path)) is { } missing)
        {
            throw new BuildException($"{missing}: there is no such file.");
        }

        foreach (var line in SpecificationDiff.Of(Path.GetFileName(files[0]), File.ReadAllText(files[0]), Path.GetFileName(files[1]), File.ReadAllText(files[1])))
        {
            output.WriteLine(line);
        }
    }

    private void MakeKey(string path)
    {
        var key = SigningKey.Make();
        var publicPath = key.Write(path);
        output.WriteLine(path);
        output.WriteLine(publicPath);
        output.WriteLine($"Public key token {key.PublicKey.Token}. Keep the first file safe, secret and backed up: whoever has it can sign code that your servers trust, and without it the next version gets another key. The second holds the public half and is no secret.");
    }

    private static void Check(Repository repository)
    {
        var stale = GeneratedSources.Make(repository).Where(file => !file.IsCurrent()).Select(file => repository.Relative(file.Path)).ToList();
        if (stale.Count > 0)
        {
            throw new BuildException([.. stale.Select(file => $"{file}: stale. Run SsdClr.Build generate and commit what it writes.")]);
        }
    }

    private void Build(Repository repository, string folder)
    {
        var strongName = AssemblySignature.Of(repository);
        foreach (var database in new[] { PackagedDatabase.Ssd(repository), PackagedDatabase.SsdClr(repository) })
        {
            Dacpac.Check(database);
        }

        Directory.CreateDirectory(folder);
        foreach (var artifact in Release.Of(repository).Artifacts(repository, strongName))
        {
            var path = Path.Combine(folder, artifact.Name);
            File.WriteAllBytes(path, artifact.Bytes);
            output.WriteLine(path);
        }

        output.WriteLine(strongName.Description);
    }
}
