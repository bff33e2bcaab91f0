namespace SsdClr.Staging;

/// <summary>The states of a child (csc.staging.state), spelled as they are stored.</summary>
internal static class ChildState
{
    /// <summary>Must be sent.</summary>
    internal const string Pending = "pending";

    /// <summary>Committed to a batch whose outcome is not recorded yet.</summary>
    internal const string InFlight = "in_flight";

    /// <summary>The receiver confirmed what SSD says.</summary>
    internal const string Accepted = "accepted";

    /// <summary>The receiver refused this very payload.</summary>
    internal const string Rejected = "rejected";

    /// <summary>Our own rules found an error.</summary>
    internal const string Withheld = "withheld";

    /// <summary>Left the cohort, still in SSD.</summary>
    internal const string Dormant = "dormant";

    /// <summary>A deletion that waits until somebody has confirmed how many there are.</summary>
    internal const string Held = "held";

    /// <summary>The receiver confirmed the purge.</summary>
    internal const string Deleted = "deleted";
}
