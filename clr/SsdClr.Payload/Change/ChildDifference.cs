using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Change;

/// <summary>A child's current payload against what the receiver holds, or may hold, of it (docs/change.md).</summary>
internal sealed class ChildDifference
{
    private readonly ChildPayload _acknowledged;
    private readonly ChildPayload _current;

    private ChildDifference(ChildPayload acknowledged, ChildPayload current, JsonValue baseline)
    {
        _acknowledged = acknowledged;
        _current = current;
        Baseline = baseline;
    }

    /// <summary>What the receiver holds, less what has aged out.</summary>
    internal JsonValue Baseline { get; }

    /// <summary>True where nothing is to be sent: whatever differs has merely aged out.</summary>
    internal bool IsSettled => Baseline.IsSameAs(_current.Root);

    /// <summary>True where nothing is to be sent but for ids of nested records (change_detection = ignore_record_ids).</summary>
    internal bool IsSettledButForRecordIds => ComparisonForm.AreSame(Baseline, _current.Root);

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
        return held is null || now is null || !string.Equals(held.LaChildId, now.LaChildId, StringComparison.Ordinal)
            ? null
            : new ChildDifference(held, now, Change.Baseline.Of(held, now, inventory));
    }

    /// <summary>
    /// Compares for a receiver that may or may not have taken what was sent last, as after an unknown outcome: what is gone of either
    /// is gone. Only its full body is right, for a partial one needs to know what is held.
    /// </summary>
    /// <param name="acknowledged">The acknowledged payload; null where there is none.</param>
    /// <param name="perhapsHeld">The payload that was sent without a known outcome.</param>
    /// <param name="current">The current payload.</param>
    /// <param name="inventory">What SSD holds of the child now.</param>
    /// <returns>The difference; null where there is nothing to compare with, so that the current payload is the body.</returns>
    internal static ChildDifference? AfterUnknownOutcome(string? acknowledged, string? perhapsHeld, string current, RecordInventory inventory)
    {
        ChildDifference? sinceAcknowledged = Between(acknowledged, current, inventory);
        ChildDifference? sinceSent = Between(perhapsHeld, current, inventory);

        // What has aged out of one has aged out of the other, so the union of the baselines is the baseline of the union.
        return sinceAcknowledged is null || sinceSent is null
            ? sinceAcknowledged ?? sinceSent
            : new ChildDifference(sinceAcknowledged._acknowledged, sinceSent._current, PayloadUnion.Of(PayloadShape.Child, sinceSent.Baseline, sinceAcknowledged.Baseline));
    }

    /// <summary>The same, for a receiver that may besides still hold values that earlier bodies left out.</summary>
    /// <param name="paths">Paths of <see cref="PayloadPath"/>; those at which the current payload has a value, or the baseline nothing to have it, are left out of account.</param>
    internal ChildDifference WithValuesAt(IReadOnlyList<string> paths) => new(_acknowledged, _current, AbsentValues.AddTo(Baseline, _current.Root, paths));

    /// <summary>Those paths of values that the acknowledged payload left out: its object is there, and the value is not.</summary>
    internal List<string> LeftOut(IReadOnlyList<string> paths) => AbsentValues.Of(_acknowledged.Root, paths);

    /// <summary>Those paths that lead through records with another id by now, as they lead now; where <see cref="IsSettledButForRecordIds"/> is true.</summary>
    internal List<string> Renumbered(IReadOnlyList<string> paths) => AbsentValues.Renumbered(Baseline, _current.Root, paths);

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

    /// <summary>How many fewer nested records of a type there are, whichever they are: for systems that renumber records.</summary>
    internal RecordTally Fewer() => RecordTally.Fewer(Baseline, _current.Root);
}
