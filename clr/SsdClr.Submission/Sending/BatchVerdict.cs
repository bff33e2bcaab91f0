using System.Collections.Generic;
using SsdClr.Ledger;

namespace SsdClr.Submission.Sending;

/// <summary>What an answer means for the children of a batch.</summary>
internal sealed class BatchVerdict
{
    private BatchVerdict(BatchOutcome outcome, NextStep nextStep, List<string> receipts, string message, int[] suspects)
    {
        Outcome = outcome;
        NextStep = nextStep;
        Receipts = receipts;
        Message = message;
        Suspects = suspects;
    }

    /// <summary>What became of the POST.</summary>
    internal BatchOutcome Outcome { get; }

    /// <summary>What is to be done.</summary>
    internal NextStep NextStep { get; }

    /// <summary>True where the receiver confirmed every child.</summary>
    internal bool IsAccepted => Outcome == BatchOutcome.Accepted;

    /// <summary>True where the receiver may have taken them.</summary>
    internal bool IsUnknown => Outcome == BatchOutcome.Unknown;

    /// <summary>A receipt a child, in their order; empty unless accepted.</summary>
    internal List<string> Receipts { get; }

    /// <summary>What happened and what to do, for logs; empty when accepted. Of the answer's body it holds at most a <see cref="RefusalReason"/>.</summary>
    internal string Message { get; }

    /// <summary>Places in the batch that the answer names, in order; empty where it names none.</summary>
    internal int[] Suspects { get; }

    /// <summary>Every child is confirmed.</summary>
    internal static BatchVerdict Accepted(List<string> receipts) => new(BatchOutcome.Accepted, NextStep.None, receipts, string.Empty, []);

    /// <summary>No child is confirmed.</summary>
    internal static BatchVerdict Failed(BatchOutcome outcome, NextStep nextStep, string message) => new(outcome, nextStep, [], message, []);

    /// <summary>No child is confirmed, and it lies with some of them, or with their number.</summary>
    internal static BatchVerdict Divisible(BatchOutcome outcome, string message, int[] suspects) => new(outcome, NextStep.Divide, [], message, suspects);
}
