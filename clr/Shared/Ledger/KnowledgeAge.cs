namespace SsdClr.Ledger;

/// <summary>How many children the receiver last confirmed within a stretch of time.</summary>
internal sealed class KnowledgeAge(string name, long upToDate, long outOfDate)
{
    /// <summary>How long ago.</summary>
    internal string Name { get; } = name;

    /// <summary>Children of whom the receiver has what SSD says.</summary>
    internal long UpToDate { get; } = upToDate;

    /// <summary>Children of whom it has something else.</summary>
    internal long OutOfDate { get; } = outOfDate;
}
