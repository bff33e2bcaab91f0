namespace SsdClr.Ledger;

/// <summary>What became of a POST (csc.batch_log.outcome).</summary>
internal enum BatchOutcome
{
    /// <summary>Claimed; no outcome is recorded yet.</summary>
    InFlight,

    /// <summary>The receiver confirmed every child.</summary>
    Accepted,

    /// <summary>The receiver looked at the children and took none, because of at least one of them.</summary>
    Refused,

    /// <summary>The receiver took none, for a reason that lies outside the children, or was never reached.</summary>
    NotAccepted,

    /// <summary>It is not known whether the receiver took them.</summary>
    Unknown,
}
