using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace SsdClr.Mutation;

/// <summary>
/// The process that holds the mutated assembly and runs tests against it, told what to do line by line: <c>measure</c> answers which
/// mutants the tests reach at all, and of each test how long it takes and which mutants it reaches once all is warm; <c>try ID TESTS</c> answers which of the tests kills a mutant, if any.
/// </summary>
internal sealed class Worker
{
    /// <summary>The answer after the last test has been measured.</summary>
    internal const string Measured = "measured";

    private readonly List<TestCase> _tests;
    private readonly FieldInfo _active;
    private readonly bool[] _reached;
    private readonly TextWriter _answers;

    /// <param name="tests">The test assembly.</param>
    /// <param name="mutated">The mutated assembly.</param>
    /// <param name="firstMutant">The mutant that is on from the start; 0: none.</param>
    /// <param name="answers">Where answers go.</param>
    internal Worker(Assembly tests, Assembly mutated, int firstMutant, TextWriter answers)
    {
        const BindingFlags Internal = BindingFlags.Static | BindingFlags.NonPublic;
        var mutantSwitch = mutated.GetType(MutantSwitchSource.ClassName, throwOnError: true)!;
        _active = mutantSwitch.GetField(MutantSwitchSource.ActiveField, Internal)!;
        _reached = (bool[])mutantSwitch.GetField(MutantSwitchSource.ReachedField, Internal)!.GetValue(null)!;
        _active.SetValue(null, firstMutant);
        _tests = TestCase.Find(tests, MutationRun.TestNamespaces);
        _answers = answers;
    }

    /// <summary>Does as told until the lines end.</summary>
    internal void Run(TextReader lines)
    {
        while (lines.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            if (words is ["try", var id, var tests])
            {
                Answer(Try(int.Parse(id, CultureInfo.InvariantCulture), [.. tests.Split(',').Select(test => int.Parse(test, CultureInfo.InvariantCulture))]));
            }
            else
            {
                Measure();
            }
        }
    }

    private string Try(int id, int[] tests)
    {
        _active.SetValue(null, id);
        foreach (var test in tests)
        {
            Answer(FormattableString.Invariant($"running {test}"));
            if (!_tests[test].Passes())
            {
                return $"killed {_tests[test].Name}";
            }
        }

        return MutationReport.Survived;
    }

    private void Measure()
    {
        // Twice: the first time pays for the compiler, and runs what runs once in a process.
        foreach (var test in _tests)
        {
            test.Passes();
        }

        Answer("once " + Reached());

        for (var index = 0; index < _tests.Count; index++)
        {
            Array.Clear(_reached);
            var clock = Stopwatch.StartNew();
            var passes = _tests[index].Passes();
            Answer(FormattableString.Invariant($"test {index} {(passes ? 1 : 0)} {clock.ElapsedMilliseconds} {Reached()} {_tests[index].Name}"));
        }

        Answer(Measured);
    }

    private string Reached() => string.Join(',', Enumerable.Range(0, _reached.Length).Where(id => _reached[id]));

    private void Answer(string line)
    {
        _answers.WriteLine(line);
        _answers.Flush();
    }
}
