using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Payload.Change;
using SsdClr.Payload.Ssd;
using SsdClr.Settings;
using SsdClr.Staging;

namespace SsdClr.Payload.Preview;

/// <summary>
/// Shows what changed between what csc.staging holds for the current receiver and what that receiver last acknowledged. Whether
/// a record is gone or has aged out is told from SSD as it is now. Writes nothing.
/// </summary>
internal sealed class ChangeReader
{
    /// <summary>The path of a change that is the child as a whole: new, to be purged, or not to be compared.</summary>
    internal const string WholeChild = "$";

    private const string OfCurrentReceiver =
        "FROM [csc].[staging] AS s INNER JOIN [csc].[receiver] AS r ON r.[receiver_id] = s.[receiver_id] WHERE r.[is_current] = 1";

    private const string PendingUpdate = OfCurrentReceiver + " AND s.[state] = @state AND s.[change] = @change";

    private readonly DbConnection _connection;
    private readonly ChildReader _reader;

    /// <param name="connection">An open connection.</param>
    /// <param name="settings">The settings in force.</param>
    internal ChangeReader(DbConnection connection, SettingValues settings)
    {
        var payloadSettings = new PayloadSettings(settings);
        _connection = connection;

        // The cohort has no say in which rows SSD holds, so its table is not asked for.
        _reader = new ChildReader(
            connection,
            new ChildQuery(payloadSettings.SsdSchema, payloadSettings.ChildIdColumn, payloadSettings.PermanenceColumn, cohortTable: null));
    }

    /// <summary>
    /// The changes of one child; null where nothing of that person is staged for the current receiver. A child that is new, to be
    /// purged, or acknowledged in a form that cannot be compared has one change, at <see cref="WholeChild"/>; a child that is dormant or purged has none.
    /// </summary>
    /// <exception cref="SsdReadException">A column of SSD holds what cannot be read.</exception>
    internal List<ChangePreview>? Find(string personId)
    {
        string stagedId;
        string change;
        string? payload;
        string? acknowledged;
        using (DbCommand command = _connection.Command(
            "SELECT s.[person_id], s.[change], s.[payload], s.[acknowledged_payload] " + OfCurrentReceiver + " AND s.[person_id] = @person_id"))
        {
            command.AddText("@person_id", personId);
            using DbDataReader reader = command.ExecuteReader();
            if (!reader.Read())
            {
                return null;
            }

            stagedId = reader.GetString(0);
            change = reader.GetString(1);
            payload = reader.GetValue(2) as string;
            acknowledged = reader.GetValue(3) as string;
        }

        var previews = new List<ChangePreview>();
        foreach (PayloadChange found in Compare(stagedId, change, payload, acknowledged))
        {
            previews.Add(new ChangePreview(stagedId, found));
        }

        return previews;
    }

    /// <summary>How many children are pending as updated.</summary>
    internal int CountPendingUpdates()
    {
        using DbCommand command = _connection.Command("SELECT COUNT(*) " + PendingUpdate);
        AddPendingUpdate(command);
        return Convert.ToInt32(command.Scalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>The next persons pending as updated, in the order of person_id (binary), after that one; fewer than asked for at the end.</summary>
    /// <param name="after">The last of the page before; null: from the beginning.</param>
    /// <param name="rows">How many at most.</param>
    internal List<string> PendingUpdates(string? after, int rows)
    {
        var page = new List<string>(rows);
        using DbCommand command = _connection.Command("SELECT s.[person_id] " + PendingUpdate + " AND s.[person_id] > @after ORDER BY s.[person_id]");
        AddPendingUpdate(command);
        command.AddText("@after", after ?? string.Empty);
        using DbDataReader reader = command.ExecuteReader();
        while (page.Count < rows && reader.Read())
        {
            page.Add(reader.GetString(0));
        }

        return page;
    }

    private static void AddPendingUpdate(DbCommand command)
    {
        command.AddText("@state", ChildState.Pending);
        command.AddText("@change", ChildChange.Updated);
    }

    private IReadOnlyList<PayloadChange> Compare(string personId, string change, string? payload, string? acknowledged)
    {
        if (payload is null)
        {
            // Staged without a payload is a purge, or a child of whom nothing is to be sent.
            return string.Equals(change, ChildChange.Deleted, StringComparison.Ordinal) ? Whole(acknowledged, payload, ChangeReason.Gone) : [];
        }

        if (acknowledged is null)
        {
            return Whole(acknowledged, payload, ChangeReason.Added);
        }

        // Both are canonical: equal texts are equal payloads, and SSD need not be asked.
        return string.Equals(acknowledged, payload, StringComparison.Ordinal)
            ? []
            : ChildDifference.Between(acknowledged, payload, Inventory(personId))?.Changes() ?? Whole(acknowledged, payload, ChangeReason.ValueChanged);
    }

    private RecordInventory Inventory(string personId)
    {
        var sameId = new PersonIdComparer();

        // The collation of ssd_person may find others too.
        foreach (ChildRecords child in _reader.Read(PersonRange.Of(personId)))
        {
            if (sameId.Equals(child.Person.PersonId, personId))
            {
                return RecordInventory.Of(child);
            }
        }

        return new RecordInventory();
    }

    private static PayloadChange[] Whole(string? acknowledged, string? payload, string reason) =>
        [new PayloadChange(WholeChild, acknowledged, payload, PayloadBlock.Child, reason)];
}
