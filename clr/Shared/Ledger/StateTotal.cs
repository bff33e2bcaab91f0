namespace SsdClr.Ledger;

/// <summary>How many children are in a state, for a change.</summary>
internal sealed class StateTotal
{
    internal StateTotal(string state, string change, long children)
    {
        State = state;
        Change = change;
        Children = children;
    }

    internal string State { get; }

    internal string Change { get; }

    internal long Children { get; }
}
