namespace SsdClr.Mutation;

/// <summary>What became of the mutants.</summary>
internal sealed class MutationReport
{
    /// <summary>The fate of a mutant that ended its process or did not end at all: some test would never have passed.</summary>
    internal const string Stopped = "stopped";

    /// <summary>The fate of a mutant that all tests which reach it let pass.</summary>
    internal const string Survived = "survived";

    /// <summary>The fate of a mutant where no test comes by.</summary>
    internal const string NotReached = "not reached by any test";

    private readonly List<Mutant> _mutants;
    private readonly IReadOnlyDictionary<int, string> _fates;

    internal MutationReport(List<Mutant> mutants, IReadOnlyDictionary<int, string> fates)
    {
        _mutants = mutants;
        _fates = fates;
    }

    /// <summary>Writes the score of each file and of all. True where at least so many percent were killed.</summary>
    internal bool Write(TextWriter output, int wanted)
    {
        var tried = _mutants.Where(mutant => _fates.ContainsKey(mutant.Id)).ToList();
        var killed = tried.Count(mutant => IsKilled(_fates[mutant.Id]));
        foreach (var file in tried.GroupBy(mutant => mutant.Place.Split(':')[0], StringComparer.Ordinal))
        {
            output.WriteLine(FormattableString.Invariant($"{file.Key}: {file.Count(mutant => IsKilled(_fates[mutant.Id]))} of {file.Count()} killed"));
        }

        int Count(string fate) => tried.Count(mutant => string.Equals(_fates[mutant.Id], fate, StringComparison.Ordinal));
        output.WriteLine(FormattableString.Invariant($"{Count(Stopped)} killed by not ending, {Count(Survived)} survived, {Count(NotReached)} not reached."));
        output.WriteLine(FormattableString.Invariant($"{killed} of {tried.Count} mutants killed: {100.0 * killed / tried.Count:F1} %. {_mutants.Count - tried.Count} more do not compile."));
        return killed * 100 >= wanted * tried.Count;
    }

    /// <summary>True where some test noticed.</summary>
    internal static bool IsKilled(string fate) => fate.StartsWith("killed", StringComparison.Ordinal) || fate.StartsWith(Stopped, StringComparison.Ordinal);
}
