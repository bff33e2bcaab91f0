using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Payload.Preview;

/// <summary>
/// Shows what changed between what csc.staging holds for the current receiver and what that receiver last acknowledged. Whether
/// a record is gone or has aged out is told from SSD as it is now. Writes nothing.
/// </summary>
internal sealed class ChangeReader
{
    /// <summary>The path of a change that is the child as a whole: new, to be purged, or not to be compared.</summary>
    internal const string WholeChild = "$";

    private readonly DbConnection _connection;
    private readonly PayloadSettings _payloadSettings;
    private readonly CurrentStaging _staging;
    private readonly ChildReader _reader;
    private readonly string[] _careWorkerRoles;
    private readonly bool _isScrambled;

    /// <param name="connection">An open connection.</param>
    /// <param name="settings">The settings in force.</param>
    internal ChangeReader(DbConnection connection, SettingValues settings)
    {
        _connection = connection;
        _payloadSettings = new PayloadSettings(settings);
        _staging = new CurrentStaging(connection);
        _careWorkerRoles = _payloadSettings.CareWorkerRoles;
        _isScrambled = settings.Flag("scramble");
        _reader = _payloadSettings.RecordReader(connection);
    }

    /// <summary>
    /// The changes of one child; null where nothing of that person is staged for the current receiver. A child that is new, to be
    /// purged, or acknowledged in a form that cannot be compared has one change, at <see cref="WholeChild"/>; a child that is dormant or purged has none.
    /// </summary>
    /// <exception cref="SsdReadException">The database gave fewer result sets than were asked for.</exception>
    internal List<ChangePreview>? Find(string personId) => Find(personId, Read(personId));

    /// <summary>The persons pending, or awaiting confirmation, as updated: a set, whose values mean nothing.</summary>
    internal Dictionary<string, bool> PendingUpdates() => _staging.PendingUpdates();

    /// <summary>
    /// The changes of those children of a range who are in the set, a list a child, and takes them out of the set. SSD is read a range
    /// at a time, because its tables may have no index by which one child were found.
    /// </summary>
    /// <exception cref="SsdReadException">The database gave fewer result sets than were asked for.</exception>
    internal List<List<ChangePreview>> Take(PersonRange range, Dictionary<string, bool> personIds)
    {
        var changes = new List<List<ChangePreview>>();
        var child = new ChildRecords();
        ChildrenInRange children = _reader.Read(range);
        for (int position = 0; position < children.Count; position++)
        {
            if (personIds.Remove(children.PersonIds[position]))
            {
                children.Read(position, child);
                if (Find(child.Person.PersonId, child) is { } found)
                {
                    changes.Add(found);
                }
            }
        }

        return changes;
    }

    /// <summary>Counts the changes of all who are pending, or await confirmation, as updated.</summary>
    /// <param name="progress">Told after each range of persons; null for nobody.</param>
    /// <exception cref="SsdReadException">The database gave fewer result sets than were asked for.</exception>
    internal ChangeSummary Summarise(IProgress<double>? progress)
    {
        var summary = new ChangeSummary();
        Dictionary<string, bool> pending = PendingUpdates();
        if (pending.Count == 0)
        {
            return summary;
        }

        List<PersonRange> ranges = PersonRange.ReadAll(_connection, _payloadSettings.SsdSchema, _payloadSettings.PersonsPerRange);
        for (int index = 0; index < ranges.Count; index++)
        {
            foreach (List<ChangePreview> changes in Take(ranges[index], pending))
            {
                summary.Add(changes);
            }

            progress?.Report((index + 1.0) / ranges.Count);
        }

        // Whoever is left was in SSD when it was staged and is not now.
        foreach (string personId in pending.Keys)
        {
            summary.Add(FindGone(personId) ?? new List<ChangePreview>());
        }

        return summary;
    }

    /// <summary>The changes of a child of whom SSD holds nothing any more; null where nothing of that person is staged for the current receiver.</summary>
    internal List<ChangePreview>? FindGone(string personId) => Find(personId, child: null);

    private List<ChangePreview>? Find(string personId, ChildRecords? child)
    {
        if (_staging.Find(personId) is not { } staged)
        {
            return null;
        }

        var previews = new List<ChangePreview>();
        foreach (PayloadChange found in Compare(staged.Change, staged.Payload, staged.Acknowledged, child))
        {
            previews.Add(new ChangePreview(staged.PersonId, _isScrambled && staged.Payload is not null ? WithoutRow(found) : found));
        }

        return previews;
    }

    private IReadOnlyList<PayloadChange> Compare(ChildChange change, string? payload, string? acknowledged, ChildRecords? child)
    {
        if (payload is null)
        {
            // Staged without a payload is a purge, or a child of whom nothing is to be sent.
            return change == ChildChange.Purge ? Whole(acknowledged, payload, ChangeReason.Gone) : [];
        }

        if (acknowledged is null)
        {
            return Whole(acknowledged, payload, ChangeReason.Added);
        }

        RecordInventory inventory = child is null || _isScrambled ? new RecordInventory() : RecordInventory.Of(child, _careWorkerRoles);

        // Equal texts have no changes, whatever their shape.
        return string.Equals(acknowledged, payload, StringComparison.Ordinal)
            ? []
            : Changes(acknowledged, payload, inventory) ?? Whole(acknowledged, payload, ChangeReason.ValueChanged);
    }

    private static IReadOnlyList<PayloadChange>? Changes(string acknowledged, string payload, RecordInventory inventory) =>
        ChildPayload.TryRead(payload) is { } current
            ? ChildDifference.Between(Held.Read(acknowledged, held: null, isCertain: true, current.LaChildId), current, inventory)?.Changes()
            : null;

    // No row of SSD can be found by a scrambled id here.
    private static PayloadChange WithoutRow(PayloadChange found) => string.Equals(found.Reason, ChangeReason.Gone, StringComparison.Ordinal)
        ? new PayloadChange(found.Path, found.OldValue, found.NewValue, found.Block, ChangeReason.Removed)
        : found;

    // The collation of ssd_person may find others too.
    private ChildRecords? Read(string personId)
    {
        var sameId = new PersonIdComparer();
        ChildrenInRange children = _reader.Read(PersonRange.Of(personId));
        for (int position = 0; position < children.Count; position++)
        {
            if (sameId.Equals(children.PersonIds[position], personId))
            {
                var child = new ChildRecords();
                children.Read(position, child);
                return child;
            }
        }

        return null;
    }

    private static PayloadChange[] Whole(string? acknowledged, string? payload, string reason) =>
        [new PayloadChange(WholeChild, acknowledged, payload, PayloadBlock.Child, reason)];
}
