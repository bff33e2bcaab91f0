using System.Text;

namespace SsdClr.Ledger;

/// <summary>
/// The states of a child as one table: state and event give the next state and what else changes. Pure: refresh and submission ask it, and the statements
/// that change many rows at once are written from it. docs/states.md shows it.
/// </summary>
/// <remarks>
/// A state counts twice where the row asks for a purge (change = purge): a purge that is pending, in flight, rejected or awaiting confirmation follows
/// rules of its own. Nothing else about a row decides.
/// </remarks>
internal static class StateTable
{
    /// <summary>What an event makes of a row.</summary>
    /// <param name="state">The state; None for a child without a row.</param>
    /// <param name="isPurge">True where the row asks for a purge.</param>
    /// <param name="childEvent">What happens.</param>
    /// <returns>The state afterwards, None where there is no row then, and what else changes; null where that cannot happen to such a row.</returns>
    internal static (ChildState State, LedgerEffects Effects)? After(ChildState state, bool isPurge, ChildEvent childEvent)
    {
        bool isInFlight = state == ChildState.InFlight;
        switch (childEvent)
        {
            case ChildEvent.Withheld:
                return Becomes(ChildState.Withheld, LedgerEffects.Stage);
            case ChildEvent.Settled:
                return state is ChildState.None or ChildState.InFlight or ChildState.Rejected or ChildState.Purged ? null : Becomes(ChildState.Accepted, LedgerEffects.Stage);
            case ChildEvent.StillToSend:
                return state is ChildState.None or ChildState.Dormant or ChildState.Purged || isPurge ? null
                    : Becomes(state is ChildState.InFlight or ChildState.Rejected ? state : ChildState.Pending, LedgerEffects.None);
            case ChildEvent.NewToSend:
                // A row that is in flight is as it was claimed; this one is not any more.
                return Becomes(ChildState.Pending, LedgerEffects.Stage);
            case ChildEvent.ChangesHeld:
                return state is ChildState.None or ChildState.Purged ? null : Becomes(ChildState.AwaitingConfirmation, LedgerEffects.Stage);
            case ChildEvent.NothingHeld:
                return state == ChildState.Purged ? Becomes(state, LedgerEffects.None) : Becomes(ChildState.None, LedgerEffects.Drop);
            case ChildEvent.LeftCohort:
                return state is ChildState.None or ChildState.Purged ? null : Becomes(ChildState.Dormant, LedgerEffects.ForgetPayload);
            case ChildEvent.Gone:
                return state is ChildState.None or ChildState.Purged ? null
                    : isPurge ? Becomes(state, LedgerEffects.None)
                    : Becomes(ChildState.AwaitingConfirmation, LedgerEffects.StagePurge | LedgerEffects.ForgetPayload);
            case ChildEvent.GuardPassed:
                return state == ChildState.AwaitingConfirmation ? Becomes(ChildState.Pending, LedgerEffects.None) : null;
            case ChildEvent.Claimed:
                return state == ChildState.Pending ? Becomes(ChildState.InFlight, LedgerEffects.CoverSent) : null;
            case ChildEvent.Confirmed:
                return !isInFlight ? null
                    : isPurge ? Becomes(ChildState.Purged, LedgerEffects.HoldNothing | LedgerEffects.ForgetPayload | LedgerEffects.ResetAttempts)
                    : Becomes(ChildState.Accepted, LedgerEffects.Acknowledge | LedgerEffects.ResetAttempts);
            case ChildEvent.EarlierConfirmed:
                return state is ChildState.None or ChildState.Accepted or ChildState.Purged ? null
                    : Becomes(isInFlight ? ChildState.Pending : state, LedgerEffects.AcknowledgeEarlier | LedgerEffects.ResetAttempts);
            case ChildEvent.EarlierPurgeConfirmed:
                return state is ChildState.None or ChildState.Accepted or ChildState.Purged ? null
                    : isPurge || state == ChildState.Dormant ? Becomes(ChildState.Purged, LedgerEffects.HoldNothing | LedgerEffects.ForgetPayload | LedgerEffects.ResetAttempts)
                    : Becomes(state == ChildState.Withheld ? state : ChildState.Pending, LedgerEffects.HoldNothing | LedgerEffects.ResetAttempts);
            case ChildEvent.Refused:
                return isInFlight ? Becomes(ChildState.Rejected, LedgerEffects.None) : null;
            case ChildEvent.NotConfirmed:
                return isInFlight ? Becomes(ChildState.Pending, LedgerEffects.None) : null;
            case ChildEvent.RefusedAfterAll:
                return state == ChildState.Pending ? Becomes(ChildState.Rejected, LedgerEffects.None) : null;
            case ChildEvent.RefusalDoubted:
                return state == ChildState.Rejected ? Becomes(ChildState.Pending, LedgerEffects.None) : null;
            case ChildEvent.ReceiverEmptied:
                // The next refresh says what is to be sent; a purge is as right as it was. Nobody sends meanwhile: what is in flight, a run left so that was cut short.
                return state is ChildState.None or ChildState.Purged ? null
                    : isPurge ? Becomes(state, LedgerEffects.DoubtAcknowledged)
                    : Becomes(ChildState.Dormant, LedgerEffects.DoubtAcknowledged | LedgerEffects.ForgetPayload | LedgerEffects.ResetAttempts);
            default:
                return state is ChildState.Rejected or ChildState.Pending ? Becomes(ChildState.Pending, LedgerEffects.ResetAttempts) : null;
        }
    }

    /// <summary>
    /// The next state as an expression over the columns state and change of csc.staging, for a statement that changes many rows. A row to which the event
    /// cannot happen keeps its state.
    /// </summary>
    /// <param name="childEvent">The event.</param>
    /// <param name="ofPurges">True where all rows ask for a purge, false where none does; null for both.</param>
    internal static string NextState(ChildEvent childEvent, bool? ofPurges)
    {
        var sql = new StringBuilder();
        foreach (ChildState state in LedgerText.States)
        {
            ChildState? ofPurge = After(state, ofPurges ?? true, childEvent)?.State;
            ChildState? ofOther = After(state, ofPurges ?? false, childEvent)?.State;
            if (ofPurge == ofOther)
            {
                AppendCase(sql, string.Empty, state, ofPurge);
            }
            else
            {
                AppendCase(sql, "[change] = 'purge' AND ", state, ofPurge);
                AppendCase(sql, "[change] <> 'purge' AND ", state, ofOther);
            }
        }

        return sql.Length == 0 ? "[state]" : "CASE" + sql + " ELSE [state] END";
    }

    /// <summary>What an event changes besides the state in every row that it can happen to.</summary>
    /// <param name="childEvent">The event.</param>
    /// <param name="ofPurges">True for rows that ask for a purge, false for the others; null for both.</param>
    internal static LedgerEffects Effects(ChildEvent childEvent, bool? ofPurges)
    {
        LedgerEffects? common = null;
        foreach (bool isPurge in new[] { true, false })
        {
            foreach (ChildState state in LedgerText.States)
            {
                if ((ofPurges ?? isPurge) == isPurge && After(state, isPurge, childEvent) is { } change)
                {
                    common = (common ?? change.Effects) & change.Effects;
                }
            }
        }

        return common ?? LedgerEffects.None;
    }

    private static void AppendCase(StringBuilder sql, string condition, ChildState from, ChildState? to)
    {
        if (to is { } next && next != from)
        {
            sql.Append(" WHEN ").Append(condition).Append("[state] = '").Append(from.Text()).Append("' THEN '").Append(next.Text()).Append('\'');
        }
    }

    private static (ChildState State, LedgerEffects Effects)? Becomes(ChildState state, LedgerEffects effects) => (state, effects);
}
