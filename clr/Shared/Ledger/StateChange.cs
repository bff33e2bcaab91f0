namespace SsdClr.Ledger;

/// <summary>What an event makes of a row.</summary>
internal readonly struct StateChange
{
    internal StateChange(ChildState state, LedgerEffects effects)
    {
        State = state;
        Effects = effects;
    }

    /// <summary>The state afterwards; None where there is no row.</summary>
    internal ChildState State { get; }

    /// <summary>What else changes.</summary>
    internal LedgerEffects Effects { get; }
}
