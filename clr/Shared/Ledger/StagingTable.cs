using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>Reads csc.staging by person ids as <see cref="PersonIdComparer"/> has them, so that no collation has a say in which child is which.</summary>
internal sealed class StagingTable(DbConnection connection, int receiverId) : IDisposable
{
    /// <summary>Ids asked for at a time: SQL Server takes at most 2,100 parameters, and SQLite looks each up by its name among all.</summary>
    internal const int IdsPerQuery = 250;

    private readonly DbConnection _connection = connection;
    private readonly int _receiverId = receiverId;
    private DbCommand? _find;
    private int _idsToFind;

    /// <summary>How many rows there are, and whether the receiver has any child, or may have one: that is looked for no further than the first.</summary>
    internal (int Rows, bool HoldsAny) Size()
    {
        using DbCommand command = _connection.Command(
            "SELECT COUNT(*), CASE WHEN EXISTS (SELECT 1 FROM [csc].[staging] AS h WHERE h.[receiver_id] = @receiver_id AND (h.[held] IS NOT NULL OR h.[acknowledged_hash] IS NOT NULL)) THEN 1 ELSE 0 END "
            + "FROM [csc].[staging] AS s WHERE s.[receiver_id] = @receiver_id");
        command.AddInteger("@receiver_id", _receiverId);
        using DbDataReader reader = command.ExecuteReader();
        reader.Read();
        return (Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture), Convert.ToInt32(reader.GetValue(1), CultureInfo.InvariantCulture) == 1);
    }

    /// <summary>How many children the receiver has acknowledged and not purged.</summary>
    internal int CountAcknowledged()
    {
        using DbCommand command = _connection.Command(
            "SELECT COUNT(*) FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [acknowledged_hash] IS NOT NULL");
        command.AddInteger("@receiver_id", _receiverId);
        return command.Count();
    }

    /// <summary>The rows of some of those persons, by person id.</summary>
    /// <param name="personIds">Person ids.</param>
    /// <param name="start">The position of the first to find.</param>
    /// <param name="end">The position behind the last.</param>
    internal Dictionary<string, StagedChild> Find(IReadOnlyList<string> personIds, int start, int end)
    {
        var found = new Dictionary<string, StagedChild>(end - start, new PersonIdComparer());
        for (int first = start; first < end; first += IdsPerQuery)
        {
            int ids = Math.Min(IdsPerQuery, end - first);
            if (ids > _idsToFind)
            {
                _find?.Dispose();
                _find = FindCommand(ids);
                _idsToFind = ids;
            }

            DbCommand command = _find!;
            for (int index = 0; index < _idsToFind; index++)
            {
                // Fewer ids than parameters: the last one again. One that is too long for csc.staging is too long for the parameter, and in no row.
                string personId = personIds[Math.Min(first + index, end - 1)];
                command.Parameters[index].Set(personId.Length > DeclaredLength.PersonId ? null : personId);
            }

            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                var staged = new StagedChild(reader);
                found[staged.PersonId] = staged;
            }
        }

        return found;
    }

    /// <summary>The rows that the receiver holds, or may hold, a child of under those ids, by la_child_id.</summary>
    internal Dictionary<string, StagedChild> FindHeld(IReadOnlyList<string> laChildIds)
    {
        var found = new Dictionary<string, StagedChild>(StringComparer.Ordinal);
        for (int start = 0; start < laChildIds.Count; start += IdsPerQuery)
        {
            int count = Math.Min(IdsPerQuery, laChildIds.Count - start);
            using DbCommand command = _connection.Command(string.Empty);
            command.CommandText = StagedChild.Select + " AND (s.[held] IS NOT NULL OR s.[acknowledged_hash] IS NOT NULL) AND s.[la_child_id] IN (" + command.AddTexts(laChildIds, start, count) + ")";
            command.AddInteger("@receiver_id", _receiverId);
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                // The collation of la_child_id may find others too; they do no harm, for they are asked for exactly.
                var staged = new StagedChild(reader);
                if (staged.IsHeld)
                {
                    found[staged.LaChildId!] = staged;
                }
            }
        }

        return found;
    }

    /// <summary>True where two children are to be sent, or were, under one id. Ids are compared as they are spelled, whatever the collation takes for the same.</summary>
    internal bool HasSharedChildIds()
    {
        using DbCommand command = _connection.Command(
            "SELECT s.[la_child_id] FROM [csc].[staging] AS s WHERE s.[receiver_id] = @receiver_id AND s.[change] <> @purge AND s.[state] IN (@pending, @in_flight, @accepted, @rejected) "
            + "AND EXISTS (SELECT 1 FROM [csc].[staging] AS o WHERE o.[receiver_id] = s.[receiver_id] AND o.[la_child_id] = s.[la_child_id] AND o.[person_id] <> s.[person_id] "
            + "AND o.[change] <> @purge AND o.[state] IN (@pending, @in_flight, @accepted, @rejected))");
        command.AddInteger("@receiver_id", _receiverId);
        command.AddText("@purge", ChildChange.Purge.Text());
        command.AddText("@pending", ChildState.Pending.Text());
        command.AddText("@in_flight", ChildState.InFlight.Text());
        command.AddText("@accepted", ChildState.Accepted.Text());
        command.AddText("@rejected", ChildState.Rejected.Text());
        using DbDataReader reader = command.ExecuteReader();
        var seen = new Dictionary<string, bool>(StringComparer.Ordinal);
        while (reader.Read())
        {
            string childId = reader.GetString(0);
            if (seen.ContainsKey(childId))
            {
                return true;
            }

            seen.Add(childId, true);
        }

        return false;
    }

    /// <summary>What the receiver has acknowledged, child by child.</summary>
    internal AcknowledgedChildren Acknowledged() => new(_connection, _receiverId);

    /// <summary>The person ids of all rows: a set, whose values mean nothing.</summary>
    internal Dictionary<string, bool> PersonIds()
    {
        var staged = new Dictionary<string, bool>(new PersonIdComparer());
        using DbCommand command = _connection.Command("SELECT s.[person_id] FROM [csc].[staging] AS s WHERE s.[receiver_id] = @receiver_id");
        command.AddInteger("@receiver_id", _receiverId);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            staged[reader.GetString(0)] = true;
        }

        return staged;
    }

    /// <inheritdoc/>
    public void Dispose() => _find?.Dispose();

    // One command for all: its text is read once, and its parameters are made once.
    private DbCommand FindCommand(int ids)
    {
        DbCommand command = _connection.Command(string.Empty);
        command.CommandText = StagedChild.Select + " AND s.[person_id] IN (" + command.AddTexts(new string[ids], 0, ids) + ")";
        command.AddInteger("@receiver_id", _receiverId);
        command.Prepare();
        return command;
    }
}
