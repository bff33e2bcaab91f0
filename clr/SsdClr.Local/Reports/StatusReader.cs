using System.Globalization;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;

namespace SsdClr.Local.Reports;

/// <summary>Reads the status of a local database from its tables in <c>csc</c>; changes nothing.</summary>
internal static class StatusReader
{
    private const int RunsShown = 5;

    /// <summary>Nightly runs end within a day; two hours' grace cover a late start.</summary>
    private static readonly TimeSpan s_stale = TimeSpan.FromHours(26);

    /// <summary>Reads the status as of now.</summary>
    public static StatusReport Read(LocalDatabase database, DateTime utcNow)
    {
        var persons = Convert.ToInt64(Scalar(database, "SELECT COUNT(*) FROM [dbo].[ssd_person]"), CultureInfo.InvariantCulture);
        int? receiver = null;
        string? baseUrl = null;
        string? laCode = null;
        using (var reader = Query(database, "SELECT [receiver_id], [base_url], [la_code] FROM [csc].[receiver] WHERE [is_current] = 1", parameter: null))
        {
            if (reader.Read())
            {
                receiver = reader.GetInt32(0);
                baseUrl = reader.GetString(1);
                laCode = reader.GetString(2);
            }
        }

        var states = States(database, receiver);
        var runs = Runs(database);
        return new StatusReport(persons, baseUrl, laCode, states, runs, Attention(persons, states, runs, LastGoodRun(database), utcNow));
    }

    private static List<StateCount> States(LocalDatabase database, int? receiver)
    {
        using var reader = Query(database, "SELECT [state], [change], COUNT(*) FROM [csc].[staging] WHERE [receiver_id] = $parameter GROUP BY [state], [change] ORDER BY [state], [change]", receiver);
        var states = new List<StateCount>();
        while (reader.Read())
        {
            states.Add(new StateCount(reader.GetString(0), reader.GetString(1), reader.GetInt64(2)));
        }

        return states;
    }

    private static List<RunSummary> Runs(LocalDatabase database)
    {
        using var reader = Query(
            database,
            "SELECT [run_id], [operation], [as_of], [started_at], [ended_at], [verdict], [message], [in_cohort], [sent], [accepted], [rejected], [outcome_unknown] FROM [csc].[run_log] ORDER BY [run_id] DESC LIMIT $parameter",
            RunsShown);
        var runs = new List<RunSummary>();
        while (reader.Read())
        {
            runs.Add(new RunSummary(
                reader.GetInt64(0),
                reader.GetString(1),
                reader.IsDBNull(2) ? null : reader.GetDateTime(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                reader.GetDateTime(3),
                reader.IsDBNull(4) ? null : reader.GetDateTime(4),
                reader.GetString(5),
                reader.IsDBNull(6) ? null : reader.GetString(6),
                Number(reader, 7),
                Number(reader, 8),
                Number(reader, 9),
                Number(reader, 10),
                Number(reader, 11)));
        }

        return runs;
    }

    private static DateTime? LastGoodRun(LocalDatabase database)
    {
        using var reader = Query(database, "SELECT [ended_at] FROM [csc].[run_log] WHERE [verdict] = 'succeeded' AND [operation] IN ('run', 'submit') AND [ended_at] IS NOT NULL ORDER BY [run_id] DESC LIMIT 1", parameter: null);
        return reader.Read() ? reader.GetDateTime(0) : null;
    }

    private static List<string> Attention(long persons, List<StateCount> states, List<RunSummary> runs, DateTime? lastGoodRun, DateTime utcNow)
    {
        var attention = new List<string>();
        if (persons == 0)
        {
            attention.Add("ssd_person is empty: load an extract with 'ssdclr load' before the next run.");
        }

        if (runs.Count > 0 && runs[0].Verdict == "failed")
        {
            attention.Add($"The last run ({runs[0].RunId}) failed: {runs[0].Message ?? "no message was recorded"}");
        }

        if (runs.Count > 0 && runs[0].Verdict == "interrupted")
        {
            attention.Add($"The last run ({runs[0].RunId}) was interrupted; the next one sends again what it left open.");
        }

        if (lastGoodRun is { } good && utcNow - good > s_stale)
        {
            attention.Add(string.Create(CultureInfo.InvariantCulture, $"The last good run ended {Math.Floor((utcNow - good).TotalHours):0} hours ago, on {good:yyyy-MM-dd HH:mm} UTC."));
        }
        else if (lastGoodRun is null && runs.Count > 0)
        {
            attention.Add("No run has succeeded yet.");
        }

        foreach (var (state, one, many, remedy) in s_states)
        {
            var children = states.Where(count => count.State == state).Sum(count => count.Children);
            if (children > 0)
            {
                attention.Add(string.Create(CultureInfo.InvariantCulture, $"{children:N0} {(children == 1 ? "child " + one : "children " + many)}: {remedy}"));
            }
        }

        return attention;
    }

    private static readonly (string State, string One, string Many, string Remedy)[] s_states =
    [
        ("rejected", "was refused by the receiver", "were refused by the receiver", "read last_message in csc.staging, mend the record and run again."),
        ("withheld", "is withheld by our own rules", "are withheld by our own rules", "mend the record in the case-management system; until then the receiver keeps what it has."),
        ("held", "is to be deleted, and the deletion is held", "are to be deleted, and the deletions are held", "check that the SSD is complete, then confirm the deletions."),
        ("in_flight", "was being sent when a run ended", "were being sent when a run ended", "the next run sends again; nothing to do unless it stays so."),
    ];

    private static long? Number(SqliteDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetInt64(ordinal);

    private static object? Scalar(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static SqliteDataReader Query(LocalDatabase database, string sql, int? parameter)
    {
        var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        if (sql.Contains("$parameter", StringComparison.Ordinal))
        {
            command.Parameters.AddWithValue("$parameter", (object?)parameter ?? DBNull.Value);
        }

        return command.ExecuteReader();
    }
}
