namespace SsdClr.Runs;

/// <summary>What a submission has done so far.</summary>
internal sealed class SubmissionCounts
{
    /// <summary>Children pending when it began, but for those that are left alone.</summary>
    internal int Pending { get; set; }

    /// <summary>POSTs of children.</summary>
    internal int Batches { get; set; }

    /// <summary>Attempts: children in those POSTs, every re-send counted.</summary>
    internal int Sent { get; set; }

    /// <summary>Children in those POSTs, each counted once; known when the submission is over.</summary>
    internal int Children { get; set; }

    /// <summary>Children the receiver confirmed, purges among them.</summary>
    internal int Accepted { get; set; }

    /// <summary>Purges the receiver confirmed.</summary>
    internal int Purged { get; set; }

    /// <summary>Children the receiver refused alone in their POST.</summary>
    internal int Rejected { get; set; }

    /// <summary>Children that have now been tried as often as is allowed, without a clear answer: they are left alone and need attention.</summary>
    internal int Exhausted { get; set; }

    /// <summary>Pending children that are left alone so, by this run and earlier ones; known when the submission is over.</summary>
    internal int LeftAlone { get; set; }

    /// <summary>Attempts: children in POSTs whose outcome nobody knows, every re-send counted.</summary>
    internal int OutcomeUnknown { get; set; }
}
