using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>Reads counts of csc.staging and the ledger, and what they hold of one child, for reports. Writes nothing, and needs no run.</summary>
internal sealed class LedgerReport(DbConnection connection)
{
    private const string CurrentReceiver = " IN (SELECT r.[receiver_id] FROM [csc].[receiver] AS r WHERE r.[is_current] = 1)";

    private static readonly string[] s_ages = ["within a day", "1 to 7 days ago", "8 to 30 days ago", "31 to 90 days ago", "91 to 365 days ago", "more than a year ago"];

    private readonly DbConnection _connection = connection;

    /// <summary>Children of the current receiver by state and change. By the index on states: csc.status reads every row.</summary>
    internal List<(string State, string Change, long Children)> States()
    {
        using DbCommand command = _connection.Command(
            "SELECT s.[state], s.[change], COUNT(*) FROM [csc].[staging] AS s WHERE s.[receiver_id]" + CurrentReceiver + " GROUP BY s.[state], s.[change] ORDER BY s.[state], s.[change]");
        using DbDataReader reader = command.ExecuteReader();
        var states = new List<(string, string, long)>();
        while (reader.Read())
        {
            states.Add((reader.GetString(0), reader.GetString(1), Number(reader, 2) ?? 0));
        }

        return states;
    }

    /// <summary>Children that the receiver confirmed as removed, by run.</summary>
    /// <param name="since">The first moment of the first run.</param>
    internal Dictionary<long, long> Purged(DateTime since)
    {
        using DbCommand command = _connection.Command(
            "SELECT b.[run_id], COUNT(*) FROM [csc].[batch_log] AS b INNER JOIN [csc].[batch_child] AS c ON c.[batch_id] = b.[batch_id] "
            + "WHERE b.[started_at] >= @since AND b.[outcome] = 'accepted' AND c.[change] = 'purge' GROUP BY b.[run_id]");
        command.AddMoment("@since", since);
        using DbDataReader reader = command.ExecuteReader();
        var purged = new Dictionary<long, long>();
        while (reader.Read())
        {
            purged[reader.GetInt64(0)] = Number(reader, 1) ?? 0;
        }

        return purged;
    }

    /// <summary>
    /// Children by how long ago the current receiver last confirmed them, those of whom it has what SSD says and those of whom it has something else; empty where it
    /// confirmed none.
    /// </summary>
    internal List<(string Age, long UpToDate, long OutOfDate)> Knowledge(DateTime utcNow)
    {
        using DbCommand command = _connection.Command(
            "SELECT SUM(CASE WHEN s.[acknowledged_at] >= @day THEN 1 ELSE 0 END), SUM(CASE WHEN s.[acknowledged_at] >= @week THEN 1 ELSE 0 END), "
            + "SUM(CASE WHEN s.[acknowledged_at] >= @month THEN 1 ELSE 0 END), SUM(CASE WHEN s.[acknowledged_at] >= @quarter THEN 1 ELSE 0 END), "
            + "SUM(CASE WHEN s.[acknowledged_at] >= @year THEN 1 ELSE 0 END), COUNT(*), CASE WHEN s.[state] = 'accepted' THEN 1 ELSE 0 END "
            + "FROM [csc].[staging] AS s WHERE s.[receiver_id]" + CurrentReceiver
            + " AND s.[acknowledged_at] IS NOT NULL AND s.[state] <> 'purged' GROUP BY CASE WHEN s.[state] = 'accepted' THEN 1 ELSE 0 END");
        command.AddMoment("@day", utcNow.AddDays(-1));
        command.AddMoment("@week", utcNow.AddDays(-7));
        command.AddMoment("@month", utcNow.AddDays(-30));
        command.AddMoment("@quarter", utcNow.AddDays(-90));
        command.AddMoment("@year", utcNow.AddDays(-365));
        long[] upToDate = new long[s_ages.Length];
        long[] outOfDate = new long[s_ages.Length];
        using (DbDataReader reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                long[] counts = Number(reader, s_ages.Length) == 1 ? upToDate : outOfDate;
                for (int index = 0; index < counts.Length; index++)
                {
                    counts[index] = Number(reader, index) ?? 0;
                }
            }
        }

        var ages = new List<(string, long, long)>();
        for (int index = 0; index < s_ages.Length && upToDate[s_ages.Length - 1] + outOfDate[s_ages.Length - 1] > 0; index++)
        {
            ages.Add((s_ages[index], Within(upToDate, index), Within(outOfDate, index)));
        }

        return ages;
    }

    /// <summary>How a child stands with the current receiver; null where it has no row.</summary>
    internal ChildStanding? Standing(string personId)
    {
        using DbCommand command = _connection.Command(
            "SELECT s.[state], s.[change], s.[la_child_id], s.[state_changed_at], s.[acknowledged_at], s.[last_message], s.[acknowledged_hash] FROM [csc].[staging] AS s "
            + "WHERE s.[receiver_id]" + CurrentReceiver + " AND s.[person_id] = @person_id");
        command.AddText("@person_id", personId);
        using DbDataReader reader = command.ExecuteReader();
        return !reader.Read()
            ? null
            : new ChildStanding
            {
                State = reader.GetString(0),
                Change = reader.GetString(1),
                LaChildId = reader.GetValue(2) as string,
                StateChangedAt = reader.GetDateTime(3),
                AcknowledgedAt = reader.IsDBNull(4) || reader.IsDBNull(6) ? null : reader.GetDateTime(4),
                LastMessage = reader.GetValue(5) as string,
            };
    }

    /// <summary>The POSTs to the current receiver that held a child, newest first.</summary>
    internal List<ChildPost> Posts(string personId)
    {
        using DbCommand command = _connection.Command(
            "SELECT b.[batch_id], b.[started_at], c.[change], c.[is_resend], b.[outcome], b.[status_code], c.[receipt], b.[message] "
            + "FROM [csc].[batch_child] AS c INNER JOIN [csc].[batch_log] AS b ON b.[batch_id] = c.[batch_id] "
            + "WHERE c.[person_id] = @person_id AND b.[receiver_id]" + CurrentReceiver + " ORDER BY b.[batch_id] DESC");
        command.AddText("@person_id", personId);
        using DbDataReader reader = command.ExecuteReader();
        var posts = new List<ChildPost>();
        while (reader.Read())
        {
            posts.Add(new ChildPost
            {
                BatchId = reader.GetInt64(0),
                StartedAt = reader.GetDateTime(1),
                Change = reader.GetString(2),
                IsResend = Convert.ToBoolean(reader.GetValue(3), CultureInfo.InvariantCulture),
                Outcome = reader.GetString(4),
                StatusCode = reader.IsDBNull(5) ? null : Convert.ToInt32(reader.GetValue(5), CultureInfo.InvariantCulture),
                Receipt = reader.GetValue(6) as string,
                Message = reader.GetValue(7) as string,
            });
        }

        return posts;
    }

    private static long Within(long[] counts, int index) => index == 0 ? counts[0] : counts[index] - counts[index - 1];

    private static long? Number(DbDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : Convert.ToInt64(reader.GetValue(ordinal), CultureInfo.InvariantCulture);
}
