using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Payload.Change;
using SsdClr.Payload.Ssd;
using SsdClr.Staging;

namespace SsdClr.Payload.Staging;

/// <summary>Reads csc.staging by person ids as <see cref="PersonIdComparer"/> has them, so that no collation has a say in which child is which.</summary>
internal sealed class StagingTable : IDisposable
{
    /// <summary>Ids asked for at a time: SQL Server takes at most 2,100 parameters, and SQLite looks each up by its name among all.</summary>
    internal const int IdsPerQuery = 250;

    private readonly DbConnection _connection;
    private readonly int _receiverId;
    private DbCommand? _find;
    private int _idsToFind;

    internal StagingTable(DbConnection connection, int receiverId)
    {
        _connection = connection;
        _receiverId = receiverId;
    }

    /// <summary>How many rows there are.</summary>
    internal int Count()
    {
        using DbCommand command = _connection.Command("SELECT COUNT(*) FROM [csc].[staging] WHERE [receiver_id] = @receiver_id");
        command.AddInteger("@receiver_id", _receiverId);
        return Convert.ToInt32(command.Scalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>How many children the receiver has acknowledged and not purged.</summary>
    internal int CountAcknowledged()
    {
        using DbCommand command = _connection.Command(
            "SELECT COUNT(*) FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [acknowledged_hash] IS NOT NULL");
        command.AddInteger("@receiver_id", _receiverId);
        return Convert.ToInt32(command.Scalar(), CultureInfo.InvariantCulture);
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
                // Fewer ids than parameters: the last one again.
                command.Parameters[index].Value = personIds[Math.Min(first + index, end - 1)];
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
            command.CommandText = StagedChild.Select + " AND s.[ever_sent] = 1 AND s.[la_child_id] IN (" + command.AddTexts(laChildIds, start, count) + ")";
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

    /// <summary>
    /// True where two children are staged to be at the receiver under one id: SSD held it for one person when the first was read, and for another when
    /// the second was.
    /// </summary>
    internal bool HasSharedIds()
    {
        const string Staged = "FROM [csc].[staging] AS s WHERE s.[receiver_id] = @receiver_id AND s.[change] <> @deleted AND s.[state] IN (@pending, @in_flight, @accepted, @rejected)";
        using DbCommand command = _connection.Command(
            "SELECT s.[la_child_id] " + Staged + " AND s.[la_child_id] IN (SELECT s.[la_child_id] " + Staged + " GROUP BY s.[la_child_id] HAVING COUNT(*) > 1)");
        command.AddInteger("@receiver_id", _receiverId);
        command.AddText("@deleted", ChildChange.Deleted);
        command.AddText("@pending", ChildState.Pending);
        command.AddText("@in_flight", ChildState.InFlight);
        command.AddText("@accepted", ChildState.Accepted);
        command.AddText("@rejected", ChildState.Rejected);

        // To the collation of la_child_id others may be the same too.
        var met = new Dictionary<string, bool>(StringComparer.Ordinal);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string id = reader.GetString(0);
            if (met.ContainsKey(id))
            {
                return true;
            }

            met.Add(id, true);
        }

        return false;
    }

    /// <summary>The nested records the receiver has acknowledged, counted child by child until the guard has enough of them.</summary>
    internal RecordTally CountAcknowledgedRecords(RemovalGuard guard)
    {
        var acknowledged = new RecordTally();
        if (guard.IsWithin(acknowledged))
        {
            return acknowledged;
        }

        using DbCommand command = _connection.Command(
            "SELECT [acknowledged_payload] FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [acknowledged_payload] IS NOT NULL");
        command.AddInteger("@receiver_id", _receiverId);
        using DbDataReader reader = command.ExecuteReader();
        while (!guard.IsWithin(acknowledged) && reader.Read())
        {
            if (ChildPayload.TryRead(reader.GetString(0)) is { } payload)
            {
                acknowledged.Add(RecordTally.Of(payload.Root));
            }
        }

        return acknowledged;
    }

    /// <summary>The next rows in the order of person_id (binary), after that one; fewer than asked for at the end.</summary>
    internal List<StagedChild> Page(string? after, int rows)
    {
        var page = new List<StagedChild>(rows);
        using DbCommand command = _connection.Command(
            StagedChild.Select + " AND s.[person_id] > @after ORDER BY s.[person_id]");
        command.AddInteger("@receiver_id", _receiverId);
        command.AddText("@after", after ?? string.Empty);
        using DbDataReader reader = command.ExecuteReader();
        while (page.Count < rows && reader.Read())
        {
            page.Add(new StagedChild(reader));
        }

        return page;
    }

    /// <summary>Which of those persons ssd_person holds, as spelled; and those whose ids only its collation takes for one of these.</summary>
    internal Dictionary<string, bool> InSsd(string ssdSchema, IReadOnlyList<string> personIds)
    {
        var found = new Dictionary<string, bool>(personIds.Count, new PersonIdComparer());
        for (int start = 0; start < personIds.Count; start += IdsPerQuery)
        {
            int count = Math.Min(IdsPerQuery, personIds.Count - start);
            using DbCommand command = _connection.Command(string.Empty);
            command.CommandText =
                "SELECT p.[pers_person_id] FROM " + ssdSchema + ".[ssd_person] AS p WHERE p.[pers_person_id] IN (" + command.AddTexts(personIds, start, count) + ")";
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                found[Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture)!] = true;
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _find?.Dispose();

    // One command for all: its text is read once, and its parameters are made once.
    private DbCommand FindCommand(int ids)
    {
        DbCommand command = _connection.Command(string.Empty);
        command.CommandText = StagedChild.Select + " AND s.[person_id] IN (" + command.AddTexts(new string[ids], 0, ids) + ")";
        command.AddInteger("@receiver_id", _receiverId);
        return command;
    }
}
