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
    internal static readonly string[] TestNamespaces = ["SsdClr.Tests.Cohort", "SsdClr.Tests.Golden", "SsdClr.Tests.Differential", "SsdClr.Tests.Reading", "SsdClr.Tests.Preview", "SsdClr.Tests.Rules"];

    // Of processor time, so that a busy machine kills no mutant.
    private static readonly TimeSpan s_measureLimit = TimeSpan.FromMinutes(5);

    // A mutant is mostly noticed by a test that noticed one of its neighbours.
    private const int Recent = 12;

    private const int QuickMilliseconds = 500;
    private const int ProgressEvery = 100;

    private readonly MutatedProject _project;
    private readonly string _assembly;
    private readonly string[] _places;
    private readonly string _folder;
    private readonly TextWriter _progress;
    private readonly List<MeasuredTest> _tests = [];
    private readonly ConcurrentDictionary<int, string> _fates = [];
    private HashSet<int> _reached = [];
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
        var folders = Enumerable.Range(0, workers).Select(worker => Path.Join(_folder, worker.ToString(CultureInfo.InvariantCulture))).ToList();
        folders.ForEach(folder => CopyFolder(AppContext.BaseDirectory, folder));
        _project.EmitWoven(Path.Join(folders[0], _assembly));
        folders.Skip(1).ToList().ForEach(folder => File.Copy(Path.Join(folders[0], _assembly), Path.Join(folder, _assembly), overwrite: true));
        Measure(folders[0]);
        InParallel(folders, mutant => mutant.Seat is MutantSeat.Woven or MutantSeat.Static, WorkWoven);
        InParallel(folders, mutant => mutant.Seat == MutantSeat.Alone, WorkAlone);
        return new MutationReport([.. Asked()], _fates).Write(_progress, wanted);
    }

    private void InParallel(List<string> folders, Func<Mutant, bool> isMeant, Action<string, ConcurrentQueue<Mutant>> work)
    {
        var mutants = new ConcurrentQueue<Mutant>(Asked().Where(isMeant));
        var threads = folders.Select(folder => new Thread(() => work(folder, mutants))).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
    }

    // A line is that line alone: 4 is not 41.
    private IEnumerable<Mutant> Asked() => _project.Mutants.Where(mutant => Array.Exists(
        _places, place => place.Contains(':', StringComparison.Ordinal) ? mutant.Place == place : mutant.Place.StartsWith(place, StringComparison.Ordinal)));

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Join(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private void Measure(string folder)
    {
        using var worker = new WorkerProcess(folder, firstMutant: 0);
        worker.Tell("measure");
        _reached = worker.Answer(s_measureLimit) is { } once && once.Split(' ') is ["once", var all]
            ? Ids(all)
            : throw new InvalidOperationException("The tests do not come to their end before anything is mutated. Mend them first.");
        string? answer;
        while ((answer = worker.Answer(s_measureLimit)) is not null && answer.Split(' ', 6) is ["test", var index, var passes, var milliseconds, var reached, var name])
        {
            if (!string.Equals(passes, "1", StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The test {name} fails before anything is mutated. Mend it first.");
            }

            _tests.Add(new MeasuredTest(
                int.Parse(index, CultureInfo.InvariantCulture),
                int.Parse(milliseconds, CultureInfo.InvariantCulture),
                Ids(reached)));
        }

        if (!string.Equals(answer, Worker.Measured, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Only {_tests.Count} tests were measured before the worker said: {answer ?? "nothing more"}.");
        }

        _tests.Sort((left, right) => left.Milliseconds.CompareTo(right.Milliseconds));
        _progress.WriteLine(FormattableString.Invariant($"{Asked().Count(mutant => mutant.Seat != MutantSeat.None)} mutants, {_tests.Count} tests of {_tests.Sum(test => test.Milliseconds)} ms; {Asked().Count(mutant => mutant.Seat == MutantSeat.Alone)} mutants need an assembly of their own"));
    }

    private static HashSet<int> Ids(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture))];

    private void WorkWoven(string folder, ConcurrentQueue<Mutant> mutants)
    {
        WorkerProcess? worker = null;
        var recent = new List<int>();
        while (mutants.TryDequeue(out var mutant))
        {
            var tests = _tests.Where(test => test.Reached.Contains(mutant.Id)).ToList();
            if (tests.Count == 0 && !_reached.Contains(mutant.Id))
            {
                Record(mutant, MutationReport.NotReached);
                continue;
            }

            // In a static field, or called from one: on from the start, or it would never be.
            if (mutant.Seat == MutantSeat.Static || tests.Count == 0)
            {
                Record(mutant, TryInOwnProcess(folder, mutant, mutant.Id, recent));
                continue;
            }

            worker ??= new WorkerProcess(folder, firstMutant: 0);
            var fate = Try(worker, mutant, tests, recent);
            Record(mutant, fate);
            if (fate.StartsWith(MutationReport.Stopped, StringComparison.Ordinal))
            {
                worker.Dispose();
                worker = null;
            }
        }

        worker?.Dispose();
    }

    private void WorkAlone(string folder, ConcurrentQueue<Mutant> mutants)
    {
        var recent = new List<int>();
        while (mutants.TryDequeue(out var mutant))
        {
            if (_project.TryEmitAlone(mutant.Id, Path.Join(folder, _assembly)))
            {
                Record(mutant, TryInOwnProcess(folder, mutant, 0, recent));
            }
        }
    }

    private string TryInOwnProcess(string folder, Mutant mutant, int firstMutant, List<int> recent)
    {
        using var worker = new WorkerProcess(folder, firstMutant);
        return Try(worker, mutant, _tests, recent);
    }

    private static string Try(WorkerProcess worker, Mutant mutant, List<MeasuredTest> tests, List<int> recent)
    {
        var ordered = tests.OrderByDescending(test => recent.LastIndexOf(test.Index)).ThenBy(test => test.Milliseconds).ToList();
        worker.Tell(FormattableString.Invariant($"try {mutant.Id} {string.Join(',', ordered.Select(test => test.Index))}"));

        // A test may take a while longer the first time it is run.
        var limit = TimeSpan.FromSeconds(30);
        MeasuredTest? running = null;
        while (true)
        {
            var answer = worker.Answer(limit);
            if (answer is null || !answer.StartsWith("running ", StringComparison.Ordinal))
            {
                if (answer != MutationReport.Survived && running is { Milliseconds: < QuickMilliseconds })
                {
                    recent.Remove(running.Index);
                    recent.Add(running.Index);
                    recent.RemoveRange(0, Math.Max(0, recent.Count - Recent));
                }

                return answer ?? MutationReport.Stopped;
            }

            var index = int.Parse(answer.AsSpan("running ".Length), CultureInfo.InvariantCulture);
            running = tests.First(test => test.Index == index);
            limit = TimeSpan.FromMilliseconds(10_000 + (10 * running.Milliseconds));
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

        if (tried % ProgressEvery == 0)
        {
            _progress.WriteLine(FormattableString.Invariant($"{tried} tried"));
        }
    }
}
