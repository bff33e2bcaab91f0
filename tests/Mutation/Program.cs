using System.Globalization;
using SsdClr.Mutation;

var mutated = System.Reflection.Assembly.Load("SsdClr.Payload");
var tests = System.Reflection.Assembly.Load("SsdClr.Tests");

if (args is [MutationRun.WorkerWord, var first])
{
    // Only answers go to the standard output, whatever a test writes.
    using var answers = new StreamWriter(Console.OpenStandardOutput());
    Console.SetOut(TextWriter.Null);
    new Worker(tests, mutated, int.Parse(first, CultureInfo.InvariantCulture), answers).Run(Console.In);
    return 0;
}

// An argument is the beginning of a place, as the report writes it: Building/, or Building/Adoption.cs, or Building/Adoption.cs:83. With --list
// before them, the mutants are listed and not tried.
var isList = args is ["--list", ..];
var arguments = isList ? args[1..] : args;
string[] places = arguments.Length > 0 ? arguments : ["Cohort/", "Building/"];
var root = new DirectoryInfo(AppContext.BaseDirectory);
while (!File.Exists(Path.Join(root.FullName, "SsdClr.sln")))
{
    root = root.Parent ?? throw new InvalidOperationException("Run it from a build inside the repository.");
}

var folder = Directory.CreateTempSubdirectory("ssdclr-mutation-");
try
{
    var project = new MutatedProject(
        Path.Join(root.FullName, "clr", "SsdClr.Payload"),
        mutated,
        file => !file.EndsWith(".g.cs", StringComparison.Ordinal) && Array.Exists(places, place => file.StartsWith(place.Split(':')[0], StringComparison.Ordinal)));
    if (isList)
    {
        project.EmitWoven(Path.Join(folder.FullName, "SsdClr.Payload.dll"));
        project.Mutants.ForEach(mutant => Console.WriteLine($"{mutant.Place}  {mutant.Change}  ({mutant.Seat})"));
        return 0;
    }

    return new MutationRun(project, "SsdClr.Payload.dll", places, folder.FullName, Console.Out).Run(workers: 2, wanted: 95) ? 0 : 1;
}
finally
{
    folder.Delete(recursive: true);
}
