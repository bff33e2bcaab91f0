using SsdClr.Build;
using SsdClr.Build.Generation;

const string Usage = """
    usage: SsdClr.Build COMMAND [--root FOLDER]

      generate   write everything that is generated and checked in
      check      fail if anything that is generated and checked in is stale
    """;

try
{
    var arguments = new Queue<string>(args);
    var command = arguments.Count > 0 ? arguments.Dequeue() : string.Empty;
    var folder = Environment.CurrentDirectory;
    while (arguments.TryDequeue(out var option))
    {
        if (option != "--root" || !arguments.TryDequeue(out var value))
        {
            throw new BuildException($"{option}: unknown option, or its value is missing.\n{Usage}");
        }

        folder = Path.GetFullPath(value);
    }

    var repository = Repository.Containing(folder);
    switch (command)
    {
        case "generate":
            foreach (var file in GeneratedSources.Make(repository).Where(file => !file.IsCurrent()))
            {
                file.Write();
                Console.WriteLine(repository.Relative(file.Path));
            }

            return 0;
        case "check":
            var stale = GeneratedSources.Make(repository).Where(file => !file.IsCurrent()).ToList();
            return stale.Count == 0 ? 0 : throw new BuildException(
                [.. stale.Select(file => $"{repository.Relative(file.Path)}: stale. Run SsdClr.Build generate and commit what it writes.")]);
        default:
            throw new BuildException(Usage);
    }
}
catch (BuildException fault)
{
    foreach (var line in fault.Faults)
    {
        await Console.Error.WriteLineAsync(line).ConfigureAwait(false);
    }

    return 1;
}
