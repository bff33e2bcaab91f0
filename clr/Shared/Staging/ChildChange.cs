namespace SsdClr.Staging;

/// <summary>What is to be sent compared with what was acknowledged (csc.staging.change), spelled as it is stored.</summary>
internal static class ChildChange
{
    /// <summary>Nothing is acknowledged.</summary>
    internal const string New = "new";

    /// <summary>Something else is acknowledged.</summary>
    internal const string Updated = "updated";

    /// <summary>The child is gone and has to be purged.</summary>
    internal const string Deleted = "deleted";

    /// <summary>The same is acknowledged, or nothing is to be sent.</summary>
    internal const string None = "none";

    /// <summary>In the order they are sent: purges before all else; then changes of what is held, then what is not held at all.</summary>
    internal static readonly string[] InSendingOrder = [Deleted, Updated, New, None];
}
