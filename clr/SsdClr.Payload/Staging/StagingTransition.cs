using System;
using SsdClr.Staging;

namespace SsdClr.Payload.Staging;

/// <summary>What becomes of a child's staging row when SSD has been read. Pure: all it knows is passed in.</summary>
internal readonly struct StagingTransition
{
    private StagingTransition(string state, string change)
    {
        State = state;
        Change = change;
    }

    /// <summary>The state the row has to be in; null in the default value, which stands for no row.</summary>
    internal string State { get; }

    /// <summary>The change the row has to show.</summary>
    internal string Change { get; }

    /// <summary>True where the child needs no row.</summary>
    internal bool IsNoRow => State is null;

    /// <summary>A child in the cohort, with a payload.</summary>
    /// <param name="staged">The row; null where there is none.</param>
    /// <param name="payloadHash">Hash of the payload SSD gives now.</param>
    /// <param name="hasErrors">True where a rule withholds it.</param>
    /// <param name="isSettled">True where nothing is to be sent though it differs from the acknowledged one, as where records merely aged out.</param>
    /// <param name="clearsValues">True where what is to be sent clears values that earlier bodies left out, so that the same payload is not the same to the receiver.</param>
    /// <param name="removesUnchecked">True where what is to be sent removes nested records that no guard has let pass yet.</param>
    internal static StagingTransition InCohort(StagedChild? staged, byte[] payloadHash, bool hasErrors, bool isSettled, bool clearsValues, bool removesUnchecked)
    {
        byte[]? acknowledged = staged?.AcknowledgedHash;
        bool isAcknowledged = !clearsValues && (isSettled || SameHash(acknowledged, payloadHash));
        string change = acknowledged is null ? ChildChange.New : isAcknowledged ? ChildChange.None : ChildChange.Updated;
        if (hasErrors)
        {
            return new StagingTransition(ChildState.Withheld, change);
        }

        if (staged is null)
        {
            return new StagingTransition(ChildState.Pending, change);
        }

        // The outcome is unknown: the next submission sends the child again, whole; unless that has to wait for the guard.
        if (string.Equals(staged.State, ChildState.InFlight, StringComparison.Ordinal) && !IsDeletion(staged) && !removesUnchecked)
        {
            return new StagingTransition(ChildState.InFlight, change);
        }

        // Refused as it is; nothing but a change makes it worth another try. What removes records waits for the guard first, lest somebody requeue it.
        if (string.Equals(staged.State, ChildState.Rejected, StringComparison.Ordinal)
            && !IsDeletion(staged)
            && !removesUnchecked
            && SameHash(staged.PayloadHash, payloadHash))
        {
            return new StagingTransition(ChildState.Rejected, change);
        }

        // Only when the last thing sent is the thing acknowledged is it certain what the receiver holds; and it is not when
        // the same was acknowledged once, something else was sent since, and the last attempt was not confirmed.
        return staged.IsCertain && isAcknowledged
            ? new StagingTransition(ChildState.Accepted, ChildChange.None)
            : new StagingTransition(removesUnchecked ? ChildState.Held : ChildState.Pending, acknowledged is null ? ChildChange.New : ChildChange.Updated);
    }

    /// <summary>A child still in SSD that is not in the cohort: neither sent nor purged, and what is acknowledged stays known.</summary>
    internal static StagingTransition OutOfCohort(StagedChild staged) =>
        !staged.EverSent ? default
        : !staged.IsHeld ? new StagingTransition(ChildState.Deleted, ChildChange.None)
        : new StagingTransition(ChildState.Dormant, ChildChange.None);

    /// <summary>
    /// A child to be purged, for it is gone from SSD, or left the cohort where that is asked for: purged if it was ever sent, whether or not
    /// that was acknowledged. The purge is held until the guard has seen how many there are.
    /// </summary>
    internal static StagingTransition Gone(StagedChild staged) =>
        !staged.EverSent ? default
        : !staged.IsHeld ? new StagingTransition(ChildState.Deleted, ChildChange.None)
        : !IsNewlyGone(staged) ? new StagingTransition(staged.State, ChildChange.Deleted)
        : new StagingTransition(ChildState.Held, ChildChange.Deleted);

    /// <summary>True where the purge of a child that is gone has yet to be decided: it was sent, and no purge is on its way or done.</summary>
    internal static bool IsNewlyGone(StagedChild staged) =>
        staged.IsHeld
        && (!IsDeletion(staged) || string.Equals(staged.State, ChildState.Held, StringComparison.Ordinal));

    /// <summary>True where both hashes are there and equal.</summary>
    internal static bool SameHash(byte[]? left, byte[]? right)
    {
        if (left is null || right is null || left.Length != right.Length)
        {
            return false;
        }

        for (int index = 0; index < left.Length; index++)
        {
            if (left[index] != right[index])
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDeletion(StagedChild staged) => string.Equals(staged.Change, ChildChange.Deleted, StringComparison.Ordinal);
}
