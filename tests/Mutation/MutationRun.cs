using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace SsdClr.Mutation;

/// <summary>Tries every mutant against the tests that reach it, the quickest first, until one fails.</summary>
internal sealed class MutationRun
{
    /// <summary>First argument of a process that is a worker.</summary>
    internal const string WorkerWord = "--worker";

    /// <summary>The tests that say what the payload is; others reach the same code by accident.</summary>
    internal static readonly string[] TestNamespaces = ["SsdClr.Tests.Cohort", "SsdClr.Tests.Golden", "SsdClr.Tests.Differential", "SsdClr.Tests.Ssd", "SsdClr.Tests.Preview", "SsdClr.Tests.Rules"];

    private static readonly TimeSpan MeasureLimit = TimeSpan.FromMinutes(5);

    private readonly MutatedProject _project;
    private readonly string _assembly;
    private readonly string[] _places;
    private readonly string _folder;
    private readonly TextWriter _progress;
    private readonly List<MeasuredTest> _tests = [];
    private readonly ConcurrentDictionary<int, string> _fates = [];
    private int _tried;

    /// <param name="project">What is mutated.</param>
    /// <param name="assembly">File name of its assembly.</param>
    /// <param name="places">What is tried: beginnings of file and line.</param>
    /// <param name="folder">An empty folder, for a copy of the tests with the mutated assembly.</param>
    /// <param name="progress">Where it is said how far the run is.</param>
    internal MutationRun(MutatedProject project, string assembly, string[] places, string folder, TextWriter progress)
    {
        _project = project;
        _assembly = assembly;
        _places = places;
        _folder = folder;
        _progress = progress;
    }

    /// <summary>Runs all mutants, and reports. True where at least so many percent were killed.</summary>
    internal bool Run(int workers, int wanted)
    {
        CopyFolder(AppContext.BaseDirectory, _folder);
        var target = Path.Join(_folder, _assembly);
        _project.EmitWoven(target);
        Measure();
        var woven = new ConcurrentQueue<Mutant>(Asked().Where(mutant => mutant.Seat is MutantSeat.Woven or MutantSeat.Static));
        var threads = Enumerable.Range(0, workers).Select(_ => new Thread(() => Work(woven))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        foreach (var mutant in Asked().Where(mutant => mutant.Seat == MutantSeat.Alone))
        {
            if (_project.TryEmitAlone(mutant.Id, target))
            {
                Record(mutant, TryInOwnProcess(mutant, 0));
            }
        }

        return new MutationReport([.. Asked()], _fates).Write(_progress, wanted);
    }

    private IEnumerable<Mutant> Asked() => _project.Mutants.Where(mutant => Array.Exists(_places, place => mutant.Place.StartsWith(place, StringComparison.Ordinal)));

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Join(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private void Measure()
    {
        using var worker = new WorkerProcess(_folder, firstMutant: 0);
        worker.Tell("measure");
        while (worker.Answer(MeasureLimit) is { } answer && answer.Split(' ', 6) is ["test", var index, var passes, var milliseconds, var reached, var name])
        {
            if (!string.Equals(passes, "1", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The test {name} fails before anything is mutated. Mend it first.");
            }

            _tests.Add(new MeasuredTest(
                int.Parse(index, CultureInfo.InvariantCulture),
                int.Parse(milliseconds, CultureInfo.InvariantCulture),
                reached.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)).ToHashSet()));
        }

        _tests.Sort((left, right) => left.Milliseconds.CompareTo(right.Milliseconds));
        _progress.WriteLine(FormattableString.Invariant($"{Asked().Count(mutant => mutant.Seat != MutantSeat.None)} mutants, {_tests.Count} tests of {_tests.Sum(test => test.Milliseconds)} ms"));
    }

    private void Work(ConcurrentQueue<Mutant> mutants)
    {
        WorkerProcess? worker = null;
        while (mutants.TryDequeue(out var mutant))
        {
            if (mutant.Seat == MutantSeat.Static)
            {
                Record(mutant, TryInOwnProcess(mutant, mutant.Id));
                continue;
            }

            var tests = _tests.Where(test => test.Reached.Contains(mutant.Id)).ToList();
            if (tests.Count == 0)
            {
                Record(mutant, "not reached by any test");
                continue;
            }

            worker ??= new WorkerProcess(_folder, firstMutant: 0);
            var fate = Try(worker, mutant, tests);
            Record(mutant, fate);
            if (fate.StartsWith(MutationReport.Stopped, StringComparison.Ordinal))
            {
                worker.Dispose();
                worker = null;
            }
        }

        worker?.Dispose();
    }

    private string TryInOwnProcess(Mutant mutant, int firstMutant)
    {
        using var worker = new WorkerProcess(_folder, firstMutant);
        return Try(worker, mutant, _tests);
    }

    private static string Try(WorkerProcess worker, Mutant mutant, List<MeasuredTest> tests)
    {
        worker.Tell(FormattableString.Invariant($"try {mutant.Id} {string.Join(',', tests.Select(test => test.Index))}"));

        // A test may take a while longer the first time it is run, and on a busy machine.
        var limit = TimeSpan.FromSeconds(30);
        while (true)
        {
            var answer = worker.Answer(limit);
            if (answer is null)
            {
                return MutationReport.Stopped;
            }

            if (!answer.StartsWith("running ", StringComparison.Ordinal))
            {
                return answer;
            }

            var running = int.Parse(answer.AsSpan("running ".Length), CultureInfo.InvariantCulture);
            limit = TimeSpan.FromMilliseconds(15_000 + (10 * tests.First(test => test.Index == running).Milliseconds));
        }
    }

    private void Record(Mutant mutant, string fate)
    {
        _fates[mutant.Id] = fate;
        var tried = Interlocked.Increment(ref _tried);
        if (!MutationReport.IsKilled(fate))
        {
            _progress.WriteLine(FormattableString.Invariant($"after {tried}: {mutant.Place}  {mutant.Change}  ({fate})"));
        }
    }
}
