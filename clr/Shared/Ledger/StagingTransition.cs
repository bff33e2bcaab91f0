using System;

namespace SsdClr.Ledger;

/// <summary>What becomes of a child's row in csc.staging when SSD has been read. Pure: <see cref="StateTable"/> says the state.</summary>
internal readonly struct StagingTransition
{
    private StagingTransition(ChildState state, ChildChange change)
    {
        State = state;
        Change = change;
    }

    /// <summary>The state the row has to be in; None for no row.</summary>
    internal ChildState State { get; }

    /// <summary>The change the row has to show.</summary>
    internal ChildChange Change { get; }

    /// <summary>True where the child needs no row.</summary>
    internal bool IsNoRow => State == ChildState.None;

    /// <summary>A child in the cohort, with a payload.</summary>
    /// <param name="staged">The row; null where there is none.</param>
    /// <param name="isStaged">True where the payload and the body are those that the row has.</param>
    /// <param name="hasErrors">True where a rule withholds it.</param>
    /// <param name="isSettled">True where there is nothing to tell a receiver that has what it acknowledged.</param>
    /// <param name="removesRecords">True where the body removes nested records.</param>
    internal static StagingTransition InCohort(StagedChild? staged, bool isStaged, bool hasErrors, bool isSettled, bool removesRecords)
    {
        ChildEvent childEvent = hasErrors ? ChildEvent.Withheld
            : staged is { IsCertain: true } && isSettled ? ChildEvent.Settled
            : (removesRecords || (staged?.AcknowledgedHash is not null && !isSettled)) && !(isStaged && HasPassedGuard(staged!.State)) ? ChildEvent.ChangesHeld
            : isStaged ? ChildEvent.StillToSend
            : ChildEvent.NewToSend;
        ChildState state = Next(staged, childEvent);
        ChildChange change = state == ChildState.Accepted || (hasErrors && isSettled) ? ChildChange.None
            : staged?.AcknowledgedHash is null ? ChildChange.New
            : ChildChange.Updated;
        return new StagingTransition(state, change);
    }

    /// <summary>A child still in SSD that is not in the cohort: neither sent nor purged, and what the receiver may have stays known.</summary>
    internal static StagingTransition OutOfCohort(StagedChild staged) =>
        new(Next(staged, staged.IsHeld ? ChildEvent.LeftCohort : ChildEvent.NothingHeld), ChildChange.None);

    /// <summary>
    /// A child to be purged, for it is gone from SSD, or left the cohort where that is asked for: purged if it was ever sent, whether or not that was
    /// acknowledged. The purge waits until the guard has seen how many there are.
    /// </summary>
    internal static StagingTransition Gone(StagedChild staged) =>
        staged.IsHeld ? new(Next(staged, ChildEvent.Gone), ChildChange.Purge) : new(Next(staged, ChildEvent.NothingHeld), ChildChange.None);

    /// <summary>True where the purge of a child that is gone has yet to be decided: it was sent, and no purge is on its way or done.</summary>
    internal static bool IsNewlyGone(StagedChild staged) => staged.IsHeld && (!staged.IsPurge || staged.State == ChildState.AwaitingConfirmation);

    /// <summary>True where a row is in the state and shows the change already.</summary>
    internal bool IsOf(StagedChild staged) => staged.State == State && staged.Change == Change;

    // A body that is staged, and may leave or has left, was let pass.
    private static bool HasPassedGuard(ChildState state) => state is ChildState.Pending or ChildState.InFlight or ChildState.Rejected;

    private static ChildState Next(StagedChild? staged, ChildEvent childEvent)
    {
        ChildState state = staged?.State ?? ChildState.None;
        return StateTable.After(state, staged is { IsPurge: true }, childEvent)?.State
            ?? throw new StagingException(
                "csc.staging has a child in a state that the refresh cannot go on from (" + (staged is null ? "no row" : state.Text()) + "). Upgrade SsdClr, or report it.");
    }
}
