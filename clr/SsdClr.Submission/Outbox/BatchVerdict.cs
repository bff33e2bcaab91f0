using System;
using System.Collections.Generic;

namespace SsdClr.Submission.Outbox;

/// <summary>What an answer means for the children of a batch.</summary>
internal sealed class BatchVerdict
{
    private BatchVerdict(string outcome, List<string> receipts, string message, bool isTokenRefused, bool isDivisible, int[] suspects)
    {
        Outcome = outcome;
        Receipts = receipts;
        Message = message;
        IsTokenRefused = isTokenRefused;
        IsDivisible = isDivisible;
        Suspects = suspects;
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

    /// <summary>True where it lies with some child of the batch, or with its size: parts of it may be accepted, and a child alone in it is refused.</summary>
    internal bool IsDivisible { get; }

    /// <summary>Places in the batch that the answer names, in order; empty where it names none.</summary>
    internal int[] Suspects { get; }

    /// <summary>Every child is confirmed.</summary>
    internal static BatchVerdict Accepted(List<string> receipts) => new(BatchOutcome.Accepted, receipts, string.Empty, isTokenRefused: false, isDivisible: false, []);

    /// <summary>No child is confirmed.</summary>
    internal static BatchVerdict Failed(string outcome, string message, bool isTokenRefused = false) => new(outcome, [], message, isTokenRefused, isDivisible: false, []);

    /// <summary>No child is confirmed, and it lies with some of them, or with their number.</summary>
    internal static BatchVerdict Divisible(string outcome, string message, int[] suspects) => new(outcome, [], message, isTokenRefused: false, isDivisible: true, suspects);
}
