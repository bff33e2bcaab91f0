namespace SsdClr.Ledger;

/// <summary>The states of a child (csc.staging.state). What follows what: <see cref="StateTable"/>.</summary>
internal enum ChildState
{
    /// <summary>No row: nothing was ever sent, and nothing is to be sent.</summary>
    None,

    /// <summary>Must be sent.</summary>
    Pending,

    /// <summary>Committed to a batch before its POST; no outcome is recorded yet.</summary>
    InFlight,

    /// <summary>The receiver confirmed what SSD says.</summary>
    Accepted,

    /// <summary>The receiver refused the child alone in its POST.</summary>
    Rejected,

    /// <summary>Our own rules found an error: not sent.</summary>
    Withheld,

    /// <summary>Left the cohort, still in SSD: neither sent nor purged.</summary>
    Dormant,

    /// <summary>A purge, or a change of what was acknowledged, which waits until the guards let it pass.</summary>
    AwaitingConfirmation,

    /// <summary>The receiver confirmed the purge.</summary>
    Purged,
}
