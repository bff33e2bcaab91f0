using System;

namespace SsdClr.Ledger;

/// <summary>States, changes and outcomes as the tables of csc spell them.</summary>
internal static class LedgerText
{
    /// <summary>Every state that a row can have.</summary>
    internal static readonly ChildState[] States =
    [
        ChildState.Pending, ChildState.InFlight, ChildState.Accepted, ChildState.Rejected, ChildState.Withheld, ChildState.Dormant, ChildState.AwaitingConfirmation, ChildState.Purged,
    ];

    /// <summary>In the order they are sent: purges before all else; then changes of what the receiver has, then what it has not at all.</summary>
    internal static readonly ChildChange[] ChangesInSendingOrder = [ChildChange.Purge, ChildChange.Updated, ChildChange.New, ChildChange.None];

    /// <summary>A state as csc.staging.state has it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No row has it.</exception>
    internal static string Text(this ChildState state) => state switch
    {
        ChildState.Pending => "pending",
        ChildState.InFlight => "in_flight",
        ChildState.Accepted => "accepted",
        ChildState.Rejected => "rejected",
        ChildState.Withheld => "withheld",
        ChildState.Dormant => "dormant",
        ChildState.AwaitingConfirmation => "awaiting_confirmation",
        ChildState.Purged => "purged",
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };

    /// <summary>A change as csc.staging.change has it.</summary>
    internal static string Text(this ChildChange change) => change switch
    {
        ChildChange.New => "new",
        ChildChange.Updated => "updated",
        ChildChange.Purge => "purge",
        _ => "none",
    };

    /// <summary>An outcome as csc.batch_log.outcome has it.</summary>
    internal static string Text(this BatchOutcome outcome) => outcome switch
    {
        BatchOutcome.Accepted => "accepted",
        BatchOutcome.Refused => "refused",
        BatchOutcome.NotAccepted => "not_accepted",
        BatchOutcome.Unknown => "unknown",
        _ => "in_flight",
    };

    /// <summary>The state that csc.staging.state spells so.</summary>
    /// <exception cref="StagingException">There is none: the row was not written by this version.</exception>
    internal static ChildState State(string text)
    {
        foreach (ChildState state in States)
        {
            if (string.Equals(state.Text(), text, StringComparison.Ordinal))
            {
                return state;
            }
        }

        throw new StagingException("csc.staging.state has a value that this version does not know. Upgrade SsdClr, or run csc.refresh with the version that wrote it.");
    }

    /// <summary>The change that csc.staging.change spells so.</summary>
    /// <exception cref="StagingException">There is none: the row was not written by this version.</exception>
    internal static ChildChange Change(string text)
    {
        foreach (ChildChange change in ChangesInSendingOrder)
        {
            if (string.Equals(change.Text(), text, StringComparison.Ordinal))
            {
                return change;
            }
        }

        throw new StagingException("csc.staging.change has a value that this version does not know. Upgrade SsdClr, or run csc.refresh with the version that wrote it.");
    }
}
