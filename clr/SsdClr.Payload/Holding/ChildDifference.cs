using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Holding;

/// <summary>A child's current payload against what the receiver may have of it (docs/change.md). Pure.</summary>
internal sealed class ChildDifference
{
    private readonly Held _held;
    private readonly ChildPayload _current;
    private readonly JsonValue? _acknowledgedBaseline;

    private ChildDifference(Held held, JsonValue known, ChildPayload current, RecordInventory inventory)
    {
        _held = held;
        _current = current;
        Known = known;
        Baseline = Holding.Baseline.Of(known, current, inventory);
        _acknowledgedBaseline = held.Acknowledged is not { } acknowledged ? null
            : ReferenceEquals(acknowledged.Root, known) ? Baseline
            : Holding.Baseline.Of(acknowledged.Root, current, inventory);
    }

    /// <summary>What the receiver may have.</summary>
    internal JsonValue Known { get; }

    /// <summary>The same, less what has aged out.</summary>
    internal JsonValue Baseline { get; }

    /// <summary>True where the acknowledged payload says nothing else than the current one: whatever differs has merely aged out.</summary>
    internal bool IsAsAcknowledged => _acknowledgedBaseline is not null && _acknowledgedBaseline.IsSameAs(_current.Root);

    /// <summary>The same but for ids of nested records (change_detection = ignore_record_ids).</summary>
    internal bool IsAsAcknowledgedButForRecordIds => _acknowledgedBaseline is not null && ComparisonForm.AreSame(_acknowledgedBaseline, _current.Root);

    /// <summary>The same, for everything the receiver may have: no value of a record is left at it that the current payload lacks.</summary>
    internal bool IsAsKnownButForRecordIds => ComparisonForm.AreSame(Baseline, _current.Root);

    /// <summary>Compares; null where nothing is known that can be compared with, or not of this child, so that the current payload is the body.</summary>
    /// <param name="held">What is known of what the receiver has.</param>
    /// <param name="current">The current payload.</param>
    /// <param name="inventory">What SSD holds of the child now.</param>
    internal static ChildDifference? Between(Held held, ChildPayload current, RecordInventory inventory) =>
        held.Known is { } known && string.Equals(PayloadShape.Child.IdOf(known), current.LaChildId, StringComparison.Ordinal)
            ? new ChildDifference(held, known, current, inventory)
            : null;

    /// <summary>
    /// The whole body: the current payload, and <c>purge: true</c> for what is gone where the settings say so: records by their id at the end of their
    /// array, blocks in their place, care workers as an empty array.
    /// </summary>
    internal ChildBody Full(BodySettings settings) => BodyWriter.Full(_current, Baseline, settings);

    /// <summary>
    /// The partial body: ids, details, what differs, and what may be held as it is but was never acknowledged. Only for a receiver that merges, and where
    /// <see cref="Held.IsCertain"/> is true.
    /// </summary>
    internal ChildBody Partial(BodySettings settings) => BodyWriter.Partial(_current, Baseline, _acknowledgedBaseline, settings);

    /// <summary>Every difference from the acknowledged payload, what has aged out included; none where nothing is acknowledged.</summary>
    internal IReadOnlyList<PayloadChange> Changes() =>
        _held.Acknowledged is { } acknowledged ? PayloadChanges.Between(acknowledged.Root, _current.Root, _acknowledgedBaseline!) : [];

    /// <summary>How many nested records a body would have the receiver remove.</summary>
    internal RecordTally Removed() => RecordTally.Removed(Baseline, _current);

    /// <summary>How many fewer nested records of a type there are, whichever they are: for systems that renumber records.</summary>
    internal RecordTally Fewer() => RecordTally.Fewer(_held.IsCertain && _acknowledgedBaseline is not null ? _acknowledgedBaseline : Baseline, _current.Root);
}
