namespace SsdClr.Payload.Reports;

/// <summary>How many children are in a state, for a change.</summary>
internal sealed class StateFact
{
    internal StateFact(string state, string change, long children)
    {
        State = state;
        Change = change;
        Children = children;
    }

    internal string State { get; }

    internal string Change { get; }

    internal long Children { get; }
}
