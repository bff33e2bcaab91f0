namespace SsdClr.Submission.Outbox;

/// <summary>The words of csc.batch_log.outcome.</summary>
internal static class BatchOutcome
{
    /// <summary>Claimed; no outcome recorded yet.</summary>
    internal const string InFlight = "in_flight";

    /// <summary>The receiver confirmed every child.</summary>
    internal const string Accepted = "accepted";

    /// <summary>The receiver looked at the children and took none, because of at least one of them.</summary>
    internal const string Refused = "refused";

    /// <summary>The receiver took none, for a reason that lies outside the children, or was never reached.</summary>
    internal const string NotAccepted = "not_accepted";

    /// <summary>The receiver may have taken them: nobody here knows.</summary>
    internal const string Unknown = "unknown";
}
