namespace SsdClr.Preflight;

/// <summary>One step of a check: what was looked at, what came of it, and what to do. No secret and no record of a child is in it.</summary>
internal sealed class PreflightStep
{
    /// <summary>Verdict: as it should be.</summary>
    internal const string Passed = "ok";

    /// <summary>Verdict: it works, and could be better.</summary>
    internal const string Doubtful = "warning";

    /// <summary>Verdict: a run would fail.</summary>
    internal const string Faulty = "failed";

    /// <summary>Verdict: not looked at; the detail says why.</summary>
    internal const string Omitted = "skipped";

    private PreflightStep(string name, string verdict, string detail, string? remedy)
    {
        Name = name;
        Verdict = verdict;
        Detail = detail;
        Remedy = remedy;
    }

    /// <summary>What was looked at.</summary>
    internal string Name { get; }

    /// <summary>ok, warning, failed or skipped.</summary>
    internal string Verdict { get; }

    /// <summary>What was found.</summary>
    internal string Detail { get; }

    /// <summary>What to do; null for nothing.</summary>
    internal string? Remedy { get; }

    /// <summary>A step that is as it should be.</summary>
    internal static PreflightStep Ok(string name, string detail) => new(name, Passed, detail, remedy: null);

    /// <summary>A step that works, and could be better.</summary>
    internal static PreflightStep Warning(string name, string detail, string remedy) => new(name, Doubtful, detail, remedy);

    /// <summary>A step for which a run would fail.</summary>
    internal static PreflightStep Failed(string name, string detail, string remedy) => new(name, Faulty, detail, remedy);

    /// <summary>A step that could not be taken, or was not asked for.</summary>
    internal static PreflightStep Skipped(string name, string why) => new(name, Omitted, why, remedy: null);
}
