namespace SsdClr.Ledger;

/// <summary>How much our own rules found in a payload.</summary>
internal readonly struct FindingCounts
{
    internal FindingCounts(int errors, int warnings)
    {
        Errors = errors;
        Warnings = warnings;
    }

    /// <summary>Each of them withholds the child.</summary>
    internal int Errors { get; }

    /// <summary>The child is sent all the same.</summary>
    internal int Warnings { get; }

    /// <summary>True where both numbers are the same.</summary>
    internal bool AreThoseOf(FindingCounts other) => Errors == other.Errors && Warnings == other.Warnings;
}
