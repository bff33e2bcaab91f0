using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Preview;

/// <summary>Counts children and changes by block and reason; keeps no record of a child.</summary>
internal sealed class ChangeSummary
{
    private readonly SortedDictionary<string, ChangeCount> _counts = new(StringComparer.Ordinal);

    /// <summary>Children counted, with changes or without.</summary>
    internal long Children { get; private set; }

    /// <summary>Children without a change: they are sent again because their last submission was not confirmed.</summary>
    internal long Unchanged { get; private set; }

    /// <summary>Changes counted.</summary>
    internal long Changes { get; private set; }

    /// <summary>The counts, by block, then by reason.</summary>
    internal IReadOnlyList<ChangeCount> Counts => new List<ChangeCount>(_counts.Values);

    /// <summary>Counts one child with all its changes.</summary>
    internal void Add(IReadOnlyCollection<ChangePreview> changes)
    {
        Children++;
        Unchanged += changes.Count == 0 ? 1 : 0;
        Changes += changes.Count;
        var seen = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (ChangePreview change in changes)
        {
            string key = change.Change.Block + "\n" + change.Change.Reason;
            if (!_counts.TryGetValue(key, out ChangeCount? count))
            {
                count = new ChangeCount(change.Change.Block, change.Change.Reason);
                _counts.Add(key, count);
            }

            count.Add(isFirstOfChild: !seen.ContainsKey(key));
            seen[key] = true;
        }
    }
}
