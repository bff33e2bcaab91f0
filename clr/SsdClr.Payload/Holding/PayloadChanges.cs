using System.Collections.Generic;

namespace SsdClr.Payload.Holding;

/// <summary>
/// Lists the differences between two payloads: records matched by id, in the order of the current payload, what was removed
/// from an array after what is still in it.
/// </summary>
internal sealed class PayloadChanges
{
    private readonly List<PayloadChange> _changes = [];

    private PayloadChanges()
    {
    }

    /// <param name="acknowledged">The payload the receiver has confirmed.</param>
    /// <param name="current">What SSD says now.</param>
    /// <param name="baseline">The acknowledged payload less what has aged out.</param>
    internal static IReadOnlyList<PayloadChange> Between(JsonValue acknowledged, JsonValue current, JsonValue baseline)
    {
        var changes = new PayloadChanges();
        changes.CompareObjects(PayloadShape.Child, acknowledged, current, baseline, "$");
        return changes._changes;
    }

    // The baseline lacks what has aged out; where it lacks the whole object, all that is in it has.
    private void CompareObjects(ObjectShape shape, JsonValue before, JsonValue now, JsonValue? baseline, string path)
    {
        foreach (KeyShape key in shape.Keys)
        {
            JsonValue? oldValue = before.Find(key.Name);
            JsonValue? newValue = now.Find(key.Name);
            if (JsonValue.Same(oldValue, newValue))
            {
                continue;
            }

            JsonValue? kept = baseline?.Find(key.Name);
            if (key.Kind == KeyKind.Records)
            {
                CompareRecords(key, oldValue, newValue, kept, path);
            }
            else if (key.Kind is KeyKind.Details or KeyKind.Block && oldValue is not null && newValue is not null)
            {
                CompareObjects(key.Content, oldValue, newValue, kept, key.PathIn(path));
            }
            else
            {
                bool isPart = key.Kind is KeyKind.Details or KeyKind.Block or KeyKind.Items;
                Add(
                    key.PathIn(path),
                    oldValue,
                    newValue,
                    isPart ? key.Content.Block : shape.Block,
                    isPart ? PartReason(oldValue, newValue, kept) : ChangeReason.ValueChanged);
            }
        }
    }

    private static string PartReason(JsonValue? oldValue, JsonValue? newValue, JsonValue? kept) =>
        oldValue is null ? ChangeReason.Added
        : JsonValue.Same(newValue, kept) ? ChangeReason.AgedOut
        : newValue is null ? ChangeReason.Gone
        : ChangeReason.ValueChanged;

    private void CompareRecords(KeyShape key, JsonValue? before, JsonValue? now, JsonValue? baseline, string path)
    {
        if (now is not null)
        {
            foreach (JsonValue record in now.Items)
            {
                string id = key.Content.IdOf(record);
                string recordPath = key.PathIn(path, id);
                JsonValue? old = key.Content.FindRecord(before, id);
                if (old is null)
                {
                    Add(recordPath, oldValue: null, record, key.Content.Block, ChangeReason.Added);
                }
                else
                {
                    CompareObjects(key.Content, old, record, key.Content.FindRecord(baseline, id), recordPath);
                }
            }
        }

        if (before is not null)
        {
            foreach (JsonValue record in before.Items)
            {
                string id = key.Content.IdOf(record);
                if (key.Content.FindRecord(now, id) is null)
                {
                    bool isGone = key.Content.FindRecord(baseline, id) is not null;
                    Add(key.PathIn(path, id), record, newValue: null, key.Content.Block, isGone ? ChangeReason.Gone : ChangeReason.AgedOut);
                }
            }
        }
    }

    private void Add(string path, JsonValue? oldValue, JsonValue? newValue, string block, string reason) =>
        _changes.Add(new PayloadChange(path, oldValue?.ToText(), newValue?.ToText(), block, reason));
}
