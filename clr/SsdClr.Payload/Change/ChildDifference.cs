using System.Collections.Generic;

namespace SsdClr.Payload.Change;

/// <summary>A child's current payload against what the receiver has acknowledged of it (payload section 5).</summary>
internal sealed class ChildDifference
{
    private readonly ChildPayload _acknowledged;
    private readonly ChildPayload _current;

    private ChildDifference(ChildPayload acknowledged, ChildPayload current, RecordInventory inventory)
    {
        _acknowledged = acknowledged;
        _current = current;
        Baseline = Change.Baseline.Of(acknowledged, current, inventory);
    }

    /// <summary>The acknowledged payload less what has aged out.</summary>
    internal JsonValue Baseline { get; }

    /// <summary>True where nothing is to be sent: whatever differs has merely aged out.</summary>
    internal bool IsSettled => Baseline.IsSameAs(_current.Root);

    /// <summary>
    /// Compares; null where the two cannot be compared, so that the current payload is the body: nothing is acknowledged, or
    /// not of this child, or in a shape this version does not know.
    /// </summary>
    /// <param name="acknowledged">The acknowledged payload; null where there is none.</param>
    /// <param name="current">The current payload.</param>
    /// <param name="inventory">What SSD holds of the child now.</param>
    internal static ChildDifference? Between(string? acknowledged, string current, RecordInventory inventory)
    {
        ChildPayload? held = ChildPayload.TryRead(acknowledged);
        ChildPayload? now = held is null ? null : ChildPayload.TryRead(current);
        return held is null || now is null || !string.Equals(held.LaChildId, now.LaChildId, System.StringComparison.Ordinal)
            ? null
            : new ChildDifference(held, now, inventory);
    }

    /// <summary>
    /// The full body for a receiver that may or may not have taken what was sent last, as after an unknown outcome: it names what is gone of either.
    /// </summary>
    /// <param name="acknowledged">The acknowledged payload; null where there is none.</param>
    /// <param name="perhapsHeld">The payload that was sent without a known outcome.</param>
    /// <param name="current">The current payload.</param>
    /// <param name="inventory">What SSD holds of the child now.</param>
    /// <param name="settings">The settings that shape it.</param>
    /// <returns>The body; null where there is nothing to compare with, so that the current payload is the body.</returns>
    internal static ChildBody? FullAfterUnknownOutcome(string? acknowledged, string? perhapsHeld, string current, RecordInventory inventory, BodySettings settings)
    {
        ChildDifference? sinceAcknowledged = Between(acknowledged, current, inventory);
        ChildDifference? sinceSent = Between(perhapsHeld, current, inventory);
        if (sinceAcknowledged is null || sinceSent is null)
        {
            return (sinceAcknowledged ?? sinceSent)?.Full(settings);
        }

        // What has aged out of one has aged out of the other, so the union of the baselines is the baseline of the union.
        return BodyWriter.Full(sinceSent._current, PayloadUnion.Of(sinceSent.Baseline, sinceAcknowledged.Baseline), settings);
    }

    /// <summary>
    /// The body of mode full: the current payload, and <c>purge: true</c> for what is gone where the settings say so: records by their id at the
    /// end of their array, blocks in their place, care workers as an empty array.
    /// </summary>
    internal ChildBody Full(BodySettings settings) => BodyWriter.Full(_current, Baseline, settings);

    /// <summary>
    /// The body of mode partial: ids, details, and what differs from the baseline. Only for a receiver that merges, that is
    /// known to hold the acknowledged payload, and where <see cref="IsSettled"/> is false.
    /// </summary>
    internal ChildBody Partial(BodySettings settings) => BodyWriter.Partial(_current, Baseline, settings);

    /// <summary>Every difference from the acknowledged payload, what has aged out included.</summary>
    internal IReadOnlyList<PayloadChange> Changes() => PayloadChanges.Between(_acknowledged.Root, _current.Root, Baseline);

    /// <summary>How many nested records a body would have the receiver remove.</summary>
    internal RecordTally Removed() => RecordTally.Removed(Baseline, _current);
}
