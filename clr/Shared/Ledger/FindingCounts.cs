namespace SsdClr.Ledger;

/// <summary>How much our own rules found in a payload, and what withholds the child.</summary>
internal readonly struct FindingCounts(int errors, int warnings, string? withheldFor = null)
{
    /// <summary>Each of them withholds the child.</summary>
    internal int Errors { get; } = errors;

    /// <summary>The child is sent all the same.</summary>
    internal int Warnings { get; } = warnings;

    /// <summary>The rule of the first error, what to do and where, without a value; null where no error withholds the child.</summary>
    internal string? WithheldFor { get; } = withheldFor;

    /// <summary>True where both say the same.</summary>
    internal bool AreThoseOf(FindingCounts other) =>
        Errors == other.Errors && Warnings == other.Warnings && string.Equals(WithheldFor, other.WithheldFor, System.StringComparison.Ordinal);
}
