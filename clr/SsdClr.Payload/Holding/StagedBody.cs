using System;
using SsdClr.Json;
using SsdClr.Ledger;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>
/// What is to be sent of a child, and what the receiver may have then: settings mode, change_detection, full_includes_purges and clear_with_null
/// applied. Pure.
/// </summary>
internal sealed class StagedBody
{
    private StagedBody(bool isSettled, RecordTally? removed, BodyTexts texts, (JsonValue Acknowledged, JsonValue Current)? compared = null)
    {
        IsSettled = isSettled;
        Removed = removed;
        Texts = texts;
        Compared = compared;
    }

    /// <summary>For a child that the receiver has nothing of: the payload is the body.</summary>
    internal static StagedBody Payload { get; } = new(isSettled: false, removed: null, BodyTexts.None);

    /// <summary>For a child that the receiver has exactly as it is: there is nothing to send.</summary>
    internal static StagedBody Settled { get; } = new(isSettled: true, removed: null, BodyTexts.None);

    /// <summary>True where there is nothing to tell a receiver that has what it acknowledged.</summary>
    internal bool IsSettled { get; }

    /// <summary>Nested records that the receiver is told to remove; null for none.</summary>
    internal RecordTally? Removed { get; }

    /// <summary>The acknowledged payload and the current one; null where they could not be compared.</summary>
    internal (JsonValue Acknowledged, JsonValue Current)? Compared { get; }

    /// <summary>What is sent, and what the receiver may have then.</summary>
    internal BodyTexts Texts { get; }

    /// <summary>The body of a child that the receiver has, or may have.</summary>
    /// <param name="held">What is known of what it has.</param>
    /// <param name="acknowledged">The payload it confirmed last, as text; null for none.</param>
    /// <param name="payload">The current payload.</param>
    /// <param name="inventory">What SSD holds of the child now.</param>
    /// <param name="settings">The settings in force.</param>
    internal static StagedBody Of(Held held, string? acknowledged, string payload, RecordInventory inventory, BodySettings settings)
    {
        if (ChildPayload.TryRead(payload) is not { } current || ChildDifference.Between(held, current, inventory) is not { } difference)
        {
            return string.Equals(acknowledged, payload, StringComparison.Ordinal) ? Settled : Payload;
        }

        ChildBody whole = difference.Full(settings);
        bool isSettled = IsSettledBy(difference, whole, settings);
        if (isSettled && held.IsCertain)
        {
            return Settled;
        }

        ChildBody? partial = held.IsCertain && settings.SendsPartial ? difference.Partial(settings) : null;
        RecordTally removed = settings.IgnoresRecordIds ? difference.Fewer() : difference.Removed();
        JsonValue knownTree = HeldTree.Of(difference.Known);
        JsonValue payloadTree = HeldTree.Of(current.Root);
        JsonValue accepted = HeldTree.After(knownTree, JsonValue.Parse(partial?.Text ?? whole.Text ?? payload));
        return new StagedBody(
            isSettled,
            removed.Total == 0 ? null : removed,
            new BodyTexts(
                whole.Text,
                partial?.Text,
                HeldTree.IsWithin(knownTree, payloadTree) ? null : HeldTree.Union(payloadTree, knownTree).ToText(),
                HeldTree.IsWithin(accepted, payloadTree) ? null : accepted.ToText()),
            held.Acknowledged is { } confirmed ? (confirmed.Root, current.Root) : null);
    }

    /// <summary>What is sent to have the receiver purge a child (docs/change.md), by the ids that it knows.</summary>
    /// <param name="row">The row: it has the id the receiver knows the child by.</param>
    /// <param name="texts">Its texts: what the receiver has says the child's mis_child_id.</param>
    internal static string Purge(StagedChild row, StagedTexts texts)
    {
        var json = new JsonWriter();
        json.StartObject();
        json.Name(PayloadNames.LaChildId);
        json.Text(row.LaChildId!);
        if (Held.Of(row, texts).MisChildId is { } misChildId)
        {
            json.Name(PayloadNames.MisChildId);
            json.Text(misChildId);
        }

        json.Name(PayloadNames.Purge);
        json.Flag(true);
        json.EndObject();
        return json.ToText();
    }

    private static bool IsSettledBy(ChildDifference difference, ChildBody whole, BodySettings settings)
    {
        if (!settings.IgnoresRecordIds)
        {
            return difference.IsAsAcknowledged && whole.Text is null;
        }

        // Records of old ids are named as gone in a body that has another cause; by themselves they are none. A body that tells nothing but the payload, which is
        // known, would be sent every night.
        return difference.IsAsAcknowledgedButForRecordIds && (!settings.ClearsWithNull || whole.Text is null || difference.IsAsKnownButForRecordIds);
    }
}
