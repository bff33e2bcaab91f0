namespace SsdClr.Payload.Building;

/// <summary>How much a rule found.</summary>
internal sealed class IssueCount
{
    private long _lastChild = -1;

    /// <summary>Findings.</summary>
    internal long Findings { get; private set; }

    /// <summary>Children they are about.</summary>
    internal long Children { get; private set; }

    /// <summary>Counts a finding; the findings of a child come one after the other.</summary>
    internal void Add(long child)
    {
        Findings++;
        Children += child == _lastChild ? 0 : 1;
        _lastChild = child;
    }
}
