namespace SsdClr.Payload.Refreshing;

/// <summary>The numbers that somebody has looked at and confirmed, each exactly; null for none.</summary>
internal readonly struct RefreshConfirmations(int? deletions = null, int? removals = null, int? changes = null)
{
    /// <summary>Children to be deleted.</summary>
    internal int? Deletions { get; } = deletions;

    /// <summary>Nested records to be removed from children who stay, all types together.</summary>
    internal int? Removals { get; } = removals;

    /// <summary>What the guards on change counted, those that hold together.</summary>
    internal int? Changes { get; } = changes;
}
