using SsdClr.Payload.Preview;

namespace SsdClr.Local.Reports;

/// <summary>Counts children and changes by block and reason; keeps no record of a child.</summary>
internal sealed class ChangeSummary
{
    private readonly Dictionary<(string Block, string Reason), (long Children, long Changes)> _counts = [];

    /// <summary>Children counted, with changes or without.</summary>
    public long Children { get; private set; }

    /// <summary>Children without a change: they are sent again because their last submission was not confirmed.</summary>
    public long Unchanged { get; private set; }

    /// <summary>Changes counted.</summary>
    public long Changes { get; private set; }

    /// <summary>The counts, by block, then by reason.</summary>
    public IReadOnlyList<ChangeCount> Counts =>
    [
        .. _counts
            .Select(count => new ChangeCount(count.Key.Block, count.Key.Reason, count.Value.Children, count.Value.Changes))
            .OrderBy(count => count.Block, StringComparer.Ordinal)
            .ThenBy(count => count.Reason, StringComparer.Ordinal),
    ];

    /// <summary>Counts one child with all its changes.</summary>
    public void Add(IReadOnlyCollection<ChangePreview> changes)
    {
        Children++;
        Unchanged += changes.Count == 0 ? 1 : 0;
        Changes += changes.Count;
        foreach (var group in changes.GroupBy(change => (change.Change.Block, change.Change.Reason)))
        {
            var (children, soFar) = _counts.GetValueOrDefault(group.Key);
            _counts[group.Key] = (children + 1, soFar + group.Count());
        }
    }
}
