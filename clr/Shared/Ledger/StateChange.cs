namespace SsdClr.Ledger;

/// <summary>What an event makes of a row.</summary>
internal readonly struct StateChange(ChildState state, LedgerEffects effects)
{
    /// <summary>The state afterwards; None where there is no row.</summary>
    internal ChildState State { get; } = state;

    /// <summary>What else changes.</summary>
    internal LedgerEffects Effects { get; } = effects;
}
