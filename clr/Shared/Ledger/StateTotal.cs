namespace SsdClr.Ledger;

/// <summary>How many children are in a state, for a change.</summary>
internal sealed class StateTotal(string state, string change, long children)
{
    internal string State { get; } = state;

    internal string Change { get; } = change;

    internal long Children { get; } = children;
}
