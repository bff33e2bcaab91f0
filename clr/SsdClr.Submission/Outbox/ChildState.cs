namespace SsdClr.Submission.Outbox;

/// <summary>The words of csc.staging.state that a submission reads or writes.</summary>
internal static class ChildState
{
    /// <summary>Must be sent.</summary>
    internal const string Pending = "pending";

    /// <summary>Committed to a batch; the outcome is not recorded yet.</summary>
    internal const string InFlight = "in_flight";

    /// <summary>The receiver confirmed what was sent.</summary>
    internal const string Accepted = "accepted";

    /// <summary>The receiver confirmed the purge.</summary>
    internal const string Deleted = "deleted";
}
