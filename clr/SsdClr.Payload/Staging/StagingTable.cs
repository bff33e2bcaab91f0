using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Text;
using SsdClr.Data;
using SsdClr.Payload.Ssd;

namespace SsdClr.Payload.Staging;

/// <summary>Reads csc.staging by person ids as <see cref="PersonIdComparer"/> has them, so that no collation has a say in which child is which.</summary>
internal sealed class StagingTable : IDisposable
{
    /// <summary>Ids asked for at a time: SQL Server takes at most 2,100 parameters, and SQLite looks each up by its name among all.</summary>
    internal const int IdsPerQuery = 250;

    private readonly DbConnection _connection;
    private readonly int _receiverId;
    private DbCommand? _find;

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
            DbCommand command = _find ??= FindCommand();
            for (int index = 0; index < IdsPerQuery; index++)
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
            using DbCommand command = _connection.Command(
                "SELECT p.[pers_person_id] FROM " + ssdSchema + ".[ssd_person] AS p WHERE p.[pers_person_id] IN (" + IdParameters(count) + ")");
            AddIds(command, personIds, start, count);
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
    private DbCommand FindCommand()
    {
        DbCommand command = _connection.Command(StagedChild.Select + " AND s.[person_id] IN (" + IdParameters(IdsPerQuery) + ")");
        for (int index = 0; index < IdsPerQuery; index++)
        {
            command.AddText(IdParameter(index), null);
        }

        command.AddInteger("@receiver_id", _receiverId);
        return command;
    }

    private static string IdParameter(int index) => "@id" + index.ToString(CultureInfo.InvariantCulture);

    private static string IdParameters(int count)
    {
        var names = new StringBuilder();
        for (int index = 0; index < count; index++)
        {
            names.Append(index == 0 ? string.Empty : ", ").Append(IdParameter(index));
        }

        return names.ToString();
    }

    private static void AddIds(DbCommand command, IReadOnlyList<string> personIds, int start, int count)
    {
        for (int index = 0; index < count; index++)
        {
            command.AddText(IdParameter(index), personIds[start + index]);
        }
    }
}
