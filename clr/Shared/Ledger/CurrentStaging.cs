using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>Reads what csc.staging has for the current receiver, for who only looks. Writes nothing, and needs no run.</summary>
internal sealed class CurrentStaging(DbConnection connection)
{
    // SQL Server takes at most 2,100 parameters.
    private const int IdsPerQuery = 1000;

    // IN, and no join: so that even without statistics a child is found by the key of staging.
    private const string OfCurrentReceiver =
        " FROM [csc].[staging] AS s WHERE s.[receiver_id] IN (SELECT r.[receiver_id] FROM [csc].[receiver] AS r WHERE r.[is_current] = 1)";

    private readonly DbConnection _connection = connection;

    /// <summary>
    /// The payload staged of a child, null for a purge and for a child of whom nothing is to be sent, and the one the receiver confirmed last, null for none; with the id as
    /// csc.staging spells it. Null where there is no row.
    /// </summary>
    internal (string PersonId, ChildChange Change, string? Payload, string? Acknowledged)? Find(string personId)
    {
        using DbCommand command = _connection.Command(
            "SELECT s.[person_id], s.[change], s.[payload], s.[acknowledged_payload]" + OfCurrentReceiver + " AND s.[person_id] = @person_id");
        command.AddText("@person_id", personId);
        using DbDataReader reader = command.ExecuteReader();
        return reader.Read()
            ? (reader.GetString(0), LedgerText.Change(reader.GetString(1)), reader.GetValue(2) as string, reader.GetValue(3) as string)
            : null;
    }

    /// <summary>The persons pending, or awaiting confirmation, as updated: a set, whose values mean nothing.</summary>
    internal Dictionary<string, bool> PendingUpdates()
    {
        var pending = new Dictionary<string, bool>(new PersonIdComparer());
        using DbCommand command = _connection.Command("SELECT s.[person_id]" + OfCurrentReceiver + " AND s.[state] IN (@pending, @awaiting) AND s.[change] = @change");
        command.AddText("@pending", ChildState.Pending.Text());
        command.AddText("@awaiting", ChildState.AwaitingConfirmation.Text());
        command.AddText("@change", ChildChange.Updated.Text());
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            pending[reader.GetString(0)] = true;
        }

        return pending;
    }

    /// <summary>
    /// Those of some persons of whom the receiver may have more than the staged payload: the id it knows the child by, the payload it confirmed last, the most that it may
    /// have, and whether it confirmed the last POST.
    /// </summary>
    internal List<(string PersonId, string LaChildId, string? Acknowledged, string? Held, bool IsCertain)> BeyondPayload(IReadOnlyList<string> personIds)
    {
        var found = new List<(string, string, string?, string?, bool)>();
        for (int start = 0; start < personIds.Count; start += IdsPerQuery)
        {
            int count = Math.Min(IdsPerQuery, personIds.Count - start);
            using DbCommand command = _connection.Command(string.Empty);
            command.CommandText =
                "SELECT s.[person_id], s.[la_child_id], s.[acknowledged_payload], s.[held], s.[unconfirmed_batch_id]" + OfCurrentReceiver
                + " AND s.[la_child_id] IS NOT NULL AND (s.[held] IS NOT NULL OR s.[acknowledged_hash] <> s.[payload_hash]) AND s.[person_id] IN ("
                + command.AddTexts(personIds, start, count) + ")";
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                found.Add((reader.GetString(0), reader.GetString(1), reader.GetValue(2) as string, reader.GetValue(3) as string, reader.IsDBNull(4)));
            }
        }

        return found;
    }
}
