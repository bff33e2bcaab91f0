using System;
using System.Collections.Generic;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>Counts nested records by block: what a guard against mass removal looks at (docs/change.md).</summary>
internal sealed class RecordTally
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>The counts by <see cref="PayloadBlock"/>, ordered by its name; blocks without any are not in it.</summary>
    internal IEnumerable<KeyValuePair<string, int>> Counts => _counts;

    /// <summary>All of them together.</summary>
    internal int Total
    {
        get
        {
            int total = 0;
            foreach (KeyValuePair<string, int> count in _counts)
            {
                total += count.Value;
            }

            return total;
        }
    }

    /// <summary>Everything a payload holds: records, blocks without id as one each, questionnaires and care workers one by one.</summary>
    internal static RecordTally Of(JsonValue payload)
    {
        var tally = new RecordTally();
        tally.Count(PayloadShape.Child, payload, still: null);
        return tally;
    }

    /// <summary>How many more the baseline holds than the current payload, block by block, whichever records they are.</summary>
    internal static RecordTally Fewer(JsonValue baseline, JsonValue current)
    {
        RecordTally now = Of(current);
        var fewer = new RecordTally();
        foreach (KeyValuePair<string, int> held in Of(baseline)._counts)
        {
            fewer.Add(held.Key, held.Value - now.Of(held.Key));
        }

        return fewer;
    }

    /// <summary>
    /// What the baseline holds and the current payload does not send at all: records by id, under whichever episode, with
    /// those in an episode that is gone; blocks, questionnaires and care workers by their number, episode by episode.
    /// </summary>
    internal static RecordTally Removed(JsonValue baseline, ChildPayload current)
    {
        var tally = new RecordTally();
        tally.CountRemoved(PayloadShape.Child, baseline, current.Root, RecordInventory.OfSent(current));
        return tally;
    }

    /// <summary>How many of a block.</summary>
    internal int Of(string block) => _counts.TryGetValue(block, out int count) ? count : 0;

    /// <summary>Adds so many of a block.</summary>
    internal void Add(string block, int count)
    {
        if (count > 0)
        {
            _counts[block] = Of(block) + count;
        }
    }

    /// <summary>Adds another tally, such as the next child's.</summary>
    internal void Add(RecordTally other)
    {
        foreach (KeyValuePair<string, int> count in other._counts)
        {
            Add(count.Key, count.Value);
        }
    }

    // Everything in an object, records that are still sent excepted.
    private void Count(ObjectShape shape, JsonValue value, RecordInventory? still)
    {
        foreach (KeyShape key in shape.Keys)
        {
            if (value.Find(key.Name) is { } part)
            {
                Count(key, part, still);
            }
        }
    }

    private void Count(KeyShape key, JsonValue part, RecordInventory? still)
    {
        switch (key.Kind)
        {
            case KeyKind.Items:
                Add(key.Content.Block, part.Items.Count);
                break;
            case KeyKind.Block when ReferenceEquals(key.Content, PayloadShape.HealthAndWellbeing):
                Count(key.Content, part, still);
                break;
            case KeyKind.Block:
                Add(key.Content.Block, 1);
                break;
            case KeyKind.Records:
                foreach (JsonValue record in part.Items)
                {
                    if (still is null || !still.Holds(key.Content.Block, key.Content.IdOf(record)))
                    {
                        Add(key.Content.Block, 1);
                    }

                    Count(key.Content, record, still);
                }

                break;
            default:
                break;
        }
    }

    private void CountRemoved(ObjectShape shape, JsonValue before, JsonValue now, RecordInventory still)
    {
        foreach (KeyShape key in shape.Keys)
        {
            if (before.Find(key.Name) is not { } held)
            {
                continue;
            }

            JsonValue? current = now.Find(key.Name);
            if (key.Kind == KeyKind.Records)
            {
                CountRemovedRecords(key, held, current, still);
            }
            else if (current is null)
            {
                Count(key, held, still);
            }
            else if (key.Kind == KeyKind.Block)
            {
                CountRemoved(key.Content, held, current, still);
            }
            else if (key.Kind == KeyKind.Items)
            {
                Add(key.Content.Block, Math.Max(0, held.Items.Count - current.Items.Count));
            }
        }
    }

    private void CountRemovedRecords(KeyShape key, JsonValue before, JsonValue? now, RecordInventory still)
    {
        foreach (JsonValue record in before.Items)
        {
            string id = key.Content.IdOf(record);
            if (key.Content.FindRecord(now, id) is { } current)
            {
                CountRemoved(key.Content, record, current, still);
            }
            else
            {
                if (!still.Holds(key.Content.Block, id))
                {
                    Add(key.Content.Block, 1);
                }

                Count(key.Content, record, still);
            }
        }
    }
}
