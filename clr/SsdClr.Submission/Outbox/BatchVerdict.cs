using System;
using System.Collections.Generic;

namespace SsdClr.Submission.Outbox;

/// <summary>What an answer means for the children of a batch.</summary>
internal sealed class BatchVerdict
{
    private BatchVerdict(string outcome, List<string> receipts, string message, bool isTokenRefused)
    {
        Outcome = outcome;
        Receipts = receipts;
        Message = message;
        IsTokenRefused = isTokenRefused;
    }

    /// <summary>One of <see cref="BatchOutcome"/>.</summary>
    internal string Outcome { get; }

    /// <summary>True where the receiver confirmed every child.</summary>
    internal bool IsAccepted => string.Equals(Outcome, BatchOutcome.Accepted, StringComparison.Ordinal);

    /// <summary>True where the receiver may have taken them.</summary>
    internal bool IsUnknown => string.Equals(Outcome, BatchOutcome.Unknown, StringComparison.Ordinal);

    /// <summary>A receipt a child, in their order; empty unless accepted.</summary>
    internal List<string> Receipts { get; }

    /// <summary>What happened and what to do, for logs; empty when accepted. Nothing of the answer's body is in it.</summary>
    internal string Message { get; }

    /// <summary>True where a new token may be all that is missing.</summary>
    internal bool IsTokenRefused { get; }

    /// <summary>Every child is confirmed.</summary>
    internal static BatchVerdict Accepted(List<string> receipts) => new(BatchOutcome.Accepted, receipts, string.Empty, false);

    /// <summary>No child is confirmed.</summary>
    internal static BatchVerdict Failed(string outcome, string message, bool isTokenRefused = false) => new(outcome, [], message, isTokenRefused);
}
