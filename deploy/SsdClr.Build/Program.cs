using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;

const string Usage = """
    usage: SsdClr.Build COMMAND [--root FOLDER] [--output FOLDER]

      generate   write everything that is generated and checked in
      check      fail if anything that is generated and checked in is stale
      build      compile the T-SQL for SQL Server 2016 and 2019, and write Ssd.dacpac and SsdClr.dacpac to the output folder (default: artifacts)
    """;

try
{
    var arguments = new Queue<string>(args);
    var command = arguments.Count > 0 ? arguments.Dequeue() : string.Empty;
    var root = Environment.CurrentDirectory;
    string? output = null;
    while (arguments.TryDequeue(out var option))
    {
        if (!arguments.TryDequeue(out var value))
        {
            throw new BuildException($"{option}: its value is missing.\n{Usage}");
        }

        switch (option)
        {
            case "--root":
                root = Path.GetFullPath(value);
                break;
            case "--output" when command == "build":
                output = Path.GetFullPath(value);
                break;
            default:
                throw new BuildException($"{option}: unknown option.\n{Usage}");
        }
    }

    var repository = Repository.Containing(root);
    switch (command)
    {
        case "generate":
            Generate(repository);
            break;
        case "check":
            Check(repository);
            break;
        case "build":
            Check(repository);
            Build(repository, output ?? Path.Combine(repository.Root, "artifacts"));
            break;
        default:
            throw new BuildException(Usage);
    }

    return 0;
}
catch (BuildException fault)
{
    foreach (var line in fault.Faults)
    {
        await Console.Error.WriteLineAsync(line).ConfigureAwait(false);
    }

    return 1;
}

static void Generate(Repository repository)
{
    foreach (var file in GeneratedSources.Make(repository).Where(file => !file.IsCurrent()))
    {
        file.Write();
        Console.WriteLine(repository.Relative(file.Path));
    }
}

static void Check(Repository repository)
{
    var stale = GeneratedSources.Make(repository).Where(file => !file.IsCurrent()).Select(file => repository.Relative(file.Path)).ToList();
    if (stale.Count > 0)
    {
        throw new BuildException([.. stale.Select(file => $"{file}: stale. Run SsdClr.Build generate and commit what it writes.")]);
    }
}

static void Build(Repository repository, string output)
{
    Directory.CreateDirectory(output);
    foreach (var database in new[] { Database.Ssd(repository), Database.SsdClr(repository) })
    {
        Dacpac.Check(database);
        var path = Path.Combine(output, database.Name + ".dacpac");
        File.WriteAllBytes(path, Dacpac.Make(database));
        Console.WriteLine(path);
    }
}
