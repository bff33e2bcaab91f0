namespace SsdClr.Submission.Outbox;

/// <summary>The words of csc.staging.change.</summary>
internal static class ChildChange
{
    /// <summary>The receiver does not hold the child.</summary>
    internal const string New = "new";

    /// <summary>The receiver holds another content.</summary>
    internal const string Updated = "updated";

    /// <summary>The receiver is to purge the child.</summary>
    internal const string Deleted = "deleted";

    /// <summary>The receiver holds the content.</summary>
    internal const string None = "none";

    /// <summary>In the order they are sent: purges before all else; then changes of what is held, then what is not held at all.</summary>
    internal static readonly string[] InSendingOrder = [Deleted, Updated, New, None];
}
