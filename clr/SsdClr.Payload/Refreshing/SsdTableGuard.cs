using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Text;
using SsdClr.Data;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Payload.Refreshing;

/// <summary>Keeps a half-loaded SSD from being taken for the truth: tables that are empty, lost many rows, or change while they are read.</summary>
/// <param name="connection">An open connection.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="hasObjectIds">True on SQL Server, which knows a table that was dropped and made anew by its object_id.</param>
internal sealed class SsdTableGuard(DbConnection connection, SettingValues settings, bool hasObjectIds)
{
    private readonly DbConnection _connection = connection;
    private readonly string _ssdSchema = settings.Schema("ssd_schema");
    private readonly int _maximumDropPercent = settings.WholeNumber("max_table_drop_percent");
    private readonly string[] _mayBeEmpty = settings.List("empty_tables");
    private readonly bool _hasObjectIds = hasObjectIds;
    private Dictionary<string, long> _objectIds = new(StringComparer.Ordinal);
    private Dictionary<string, long>? _lastGood;
    private int _largestDropPercent;

    /// <summary>The share of its rows that a table has lost since the last good refresh, in percent and rounded up: that of the table which lost most.</summary>
    internal GuardFinding LargestDrop => new("table_drop_percent", _largestDropPercent, _maximumDropPercent);

    /// <summary>Counts the rows of every table the flow reads, and compares them with the last good refresh.</summary>
    /// <exception cref="RefreshRefusedException">Names every table that is empty or has lost too many rows, after the commands: what comes last may be cut off where it is logged.</exception>
    internal Dictionary<string, long> CheckBefore()
    {
        _objectIds = ObjectIds();
        Dictionary<string, long> counts = Count();
        Dictionary<string, long> lastGood = _lastGood ??= LastGood();
        var faults = new StringBuilder();
        var empty = new List<string>();
        int largestFall = 0;
        foreach (string table in ChildQuery.Tables)
        {
            long rows = counts[table];
            bool isKnown = lastGood.TryGetValue(table, out long before);
            _largestDropPercent = isKnown && before > rows ? Math.Max(_largestDropPercent, Share(before, rows)) : _largestDropPercent;
            if (rows == 0 && Array.IndexOf(_mayBeEmpty, table) < 0)
            {
                Append(faults, table + " is empty");
                empty.Add(table);
            }
            else if (isKnown && (before - rows) * 100 > before * _maximumDropPercent)
            {
                Append(faults, table + " fell from " + InvariantText.Of(before) + " to " + InvariantText.Of(rows) + " rows");
                largestFall = Math.Max(largestFall, Share(before, rows));
            }
        }

        return faults.Length == 0
            ? counts
            : throw new RefreshRefusedException("Nothing was refreshed, because SSD looks half-loaded. Load it again." + WhenEmpty(empty) + WhenFallen(largestFall) + " Found: " + faults + ".");
    }

    private static int Share(long before, long rows) => (int)(((before - rows) * 100 + before - 1) / before);

    private string WhenEmpty(List<string> empty)
    {
        if (empty.Count == 0)
        {
            return string.Empty;
        }

        var named = new List<string>(_mayBeEmpty);
        named.AddRange(empty);
        return (empty.Count == 1 ? " If your SSD never fills the empty table: " : " If your SSD never fills the empty tables: ")
            + Set("empty_tables", string.Join(";", named.ToArray()));
    }

    private string WhenFallen(int percent) => percent == 0
        ? string.Empty
        : " If the fall is right: " + Set("max_table_drop_percent", InvariantText.Of(percent)) + " Run again, then go back: "
            + Set("max_table_drop_percent", InvariantText.Of(_maximumDropPercent));

    private static string Set(string name, string value) => $"EXEC csc.set_setting @name = N'{name}', @value = N'{value}';";

    /// <summary>Counts once more after the read, and compares what was read with what there is.</summary>
    /// <param name="before">What <see cref="CheckBefore"/> gave.</param>
    /// <param name="personRows">Rows of ssd_person with an id that were read.</param>
    /// <exception cref="RefreshRefusedException">
    /// A table has another number of rows than before, or is another table; or the queries gave fewer persons, or more, than ssd_person holds.
    /// </exception>
    internal void CheckAfter(Dictionary<string, long> before, long personRows)
    {
        Dictionary<string, long> after = Count();
        Dictionary<string, long> objectIds = ObjectIds();
        foreach (string table in ChildQuery.Tables)
        {
            if (_hasObjectIds && objectIds[table] != _objectIds[table])
            {
                throw new RefreshRefusedException(
                    "ssd_changed_during_refresh: " + table + " was dropped and made anew during the read. Nothing is deleted or submitted; run again when SSD is not being loaded.");
            }

            if (after[table] != before[table])
            {
                throw new RefreshRefusedException(
                    "ssd_changed_during_refresh: " + table + " had " + InvariantText.Of(before[table]) + " rows before the read and " + InvariantText.Of(after[table])
                    + " after it. Nothing is deleted or submitted; run again when SSD is not being loaded.");
            }
        }

        // A limit of the caller's session, such as SET ROWCOUNT, cuts off every result but a count.
        using DbCommand command = _connection.Command("SELECT COUNT(p.[pers_person_id]) FROM " + _ssdSchema + ".[ssd_person] AS p");
        long persons = command.Count();
        if (persons != personRows)
        {
            throw new RefreshRefusedException(
                "ssd_read_in_part: ssd_person holds " + InvariantText.Of(persons) + " rows with an id and the refresh read " + InvariantText.Of(personRows)
                + ". Nothing is deleted or submitted. SSD was loaded during the read, or the session limits the rows of a query: run SET ROWCOUNT 0, then run again.");
        }
    }

    /// <summary>Remembers the counts of a good refresh; a count that is the same is not written again.</summary>
    /// <param name="counts">What <see cref="CheckBefore"/> gave.</param>
    /// <param name="runId">The run.</param>
    internal void Remember(Dictionary<string, long> counts, long runId)
    {
        Dictionary<string, long> lastGood = _lastGood ??= LastGood();
        using DbTransaction transaction = _connection.BeginTransaction();
        using DbCommand update = Command(
            "UPDATE [csc].[ssd_table_count] SET [row_count] = @row_count, [run_id] = @run_id WHERE [ssd_schema] = @ssd_schema AND [table_name] = @table_name", transaction, runId);
        using DbCommand insert = Command(
            "INSERT INTO [csc].[ssd_table_count] ([ssd_schema], [table_name], [row_count], [run_id]) VALUES (@ssd_schema, @table_name, @row_count, @run_id)", transaction, runId);
        foreach (string table in ChildQuery.Tables)
        {
            bool known = lastGood.TryGetValue(table, out long before);
            if (!known || before != counts[table])
            {
                DbCommand write = known ? update : insert;
                write.Parameters["@table_name"].Set(table);
                write.Parameters["@row_count"].Set(counts[table]);
                write.Execute();
            }
        }

        transaction.Commit();
    }

    private DbCommand Command(string sql, DbTransaction transaction, long runId)
    {
        DbCommand command = _connection.Command(sql, transaction);
        command.AddText("@ssd_schema", _ssdSchema);
        command.AddText("@table_name", null);
        command.AddLong("@row_count", null);
        command.AddLong("@run_id", runId);
        return command;
    }

    private Dictionary<string, long> Count()
    {
        var sql = new StringBuilder();
        foreach (string table in ChildQuery.Tables)
        {
            sql.Append(sql.Length == 0 ? string.Empty : " UNION ALL ")
                .Append("SELECT '").Append(table).Append("' AS [table_name], COUNT(*) AS [row_count] FROM ").Append(_ssdSchema).Append(".[").Append(table).Append(']');
        }

        return ReadEveryTable(_connection.Command(sql.ToString()));
    }

    // Empty where the database has no such ids. A table that is not visible counts as 0 both times; reading it fails by itself.
    private Dictionary<string, long> ObjectIds()
    {
        if (!_hasObjectIds)
        {
            return new Dictionary<string, long>(StringComparer.Ordinal);
        }

        var sql = new StringBuilder();
        DbCommand command = _connection.Command(string.Empty);
        foreach (string table in ChildQuery.Tables)
        {
            sql.Append(sql.Length == 0 ? string.Empty : " UNION ALL ")
                .Append("SELECT '").Append(table).Append("' AS [table_name], COALESCE(OBJECT_ID(@").Append(table).Append("), 0) AS [object_id]");
            command.AddText("@" + table, _ssdSchema + ".[" + table + "]");
        }

        command.CommandText = sql.ToString();
        return ReadEveryTable(command);
    }

    private Dictionary<string, long> LastGood()
    {
        DbCommand command = _connection.Command("SELECT [table_name], [row_count] FROM [csc].[ssd_table_count] WHERE [ssd_schema] = @ssd_schema");
        command.AddText("@ssd_schema", _ssdSchema);
        return Read(command);
    }

    private static Dictionary<string, long> ReadEveryTable(DbCommand command)
    {
        Dictionary<string, long> counts = Read(command);
        return counts.Count == ChildQuery.Tables.Length
            ? counts
            : throw new RefreshRefusedException(
                "ssd_read_in_part: of " + InvariantText.Of(ChildQuery.Tables.Length) + " tables the session gave " + InvariantText.Of(counts.Count)
                + ". Nothing was refreshed. The session limits the rows of a query: run SET ROWCOUNT 0, then run again.");
    }

    private static Dictionary<string, long> Read(DbCommand command)
    {
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        using (command)
        {
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                counts[reader.GetString(0)] = Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture);
            }
        }

        return counts;
    }

    private static void Append(StringBuilder faults, string fault) => faults.Append(faults.Length == 0 ? string.Empty : "; ").Append(fault);
}
