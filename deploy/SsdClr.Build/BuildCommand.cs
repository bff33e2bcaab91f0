using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;

namespace SsdClr.Build;

/// <summary>The command line: generate, check, build.</summary>
/// <param name="output">Takes the names of files that were written.</param>
/// <param name="error">Takes the faults, one line each.</param>
/// <param name="currentFolder">Folder whose repository is meant unless <c>--root</c> names another.</param>
internal sealed class BuildCommand(TextWriter output, TextWriter error, string currentFolder)
{
    private const string Usage = """
        usage: SsdClr.Build COMMAND [--root FOLDER] [--output FOLDER]

          generate   write everything that is generated and checked in
          check      fail if anything that is generated and checked in is stale
          build      compile the T-SQL for SQL Server 2016 and 2019, and write Ssd.dacpac and SsdClr.dacpac to the output folder (default: artifacts)
        """;

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">Command and options.</param>
    /// <returns>0, or 1 after a fault.</returns>
    public int Run(string[] arguments)
    {
        try
        {
            Dispatch(new Queue<string>(arguments));
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
    }

    private void Dispatch(Queue<string> arguments)
    {
        if (!arguments.TryDequeue(out var command) || command is not ("generate" or "check" or "build"))
        {
            throw new BuildException(Usage);
        }

        string? root = null;
        string? packages = null;
        while (arguments.TryDequeue(out var option))
        {
            if (option != "--root" && (option != "--output" || command != "build"))
            {
                throw new BuildException($"{option}: {command} has no such option.\n{Usage}");
            }

            if (!arguments.TryDequeue(out var folder))
            {
                throw new BuildException($"{option}: name a folder after it.\n{Usage}");
            }

            if (option == "--root")
            {
                root = Path.GetFullPath(folder, currentFolder);
            }
            else
            {
                packages = Path.GetFullPath(folder, currentFolder);
            }
        }

        var repository = Repository.Containing(root ?? currentFolder);
        if (command == "generate")
        {
            Generate(repository);
            return;
        }

        Check(repository);
        if (command == "build")
        {
            Build(repository, packages ?? Path.Combine(repository.Root, "artifacts"));
        }
    }

    private void Generate(Repository repository)
    {
        foreach (var file in GeneratedSources.Make(repository).Where(file => !file.IsCurrent()))
        {
            file.Write();
            output.WriteLine(repository.Relative(file.Path));
        }
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
        Directory.CreateDirectory(folder);
        foreach (var database in new[] { PackagedDatabase.Ssd(repository), PackagedDatabase.SsdClr(repository) })
        {
            Dacpac.Check(database);
            var path = Path.Combine(folder, database.Name + ".dacpac");
            File.WriteAllBytes(path, Dacpac.Make(database));
            output.WriteLine(path);
        }
    }
}
