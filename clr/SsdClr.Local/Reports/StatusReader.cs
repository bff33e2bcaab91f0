using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Local.Database;

namespace SsdClr.Local.Reports;

/// <summary>Reads the status of a database from the views an operator reads in SQL Server: <c>csc.status</c>, <c>csc.run_history</c>, <c>csc.needs_attention</c>. Changes nothing.</summary>
internal static class StatusReader
{
    private const int RunsShown = 5;
    private const int ChildrenShown = 5;
    private const string Running = "running";
    private const string Interrupted = "interrupted";

    /// <summary>Reads the status as of now.</summary>
    /// <param name="database">The database.</param>
    /// <param name="words">What the views name, as it is called here.</param>
    public static StatusReport Read(CompanionDatabase database, CompanionWords words)
    {
        using var count = database.Connection.Command("SELECT COUNT(*) FROM " + database.Settings().Schema("ssd_schema") + ".[ssd_person]");
        var persons = count.Count();
        if (!database.HoldsSubmission)
        {
            return new StatusReport(persons, BaseUrl: null, LaCode: null, [], [], [$"{database.Name} has no schema csc, so nothing can be submitted from it: docs/live-server.md shows how to install it."], []);
        }

        string? baseUrl = null;
        string? laCode = null;
        using (var command = database.Connection.Command("SELECT [base_url], [la_code] FROM [csc].[receiver] WHERE [is_current] = 1"))
        using (var reader = command.ExecuteReader())
        {
            if (reader.Read())
            {
                baseUrl = reader.GetString(0);
                laCode = reader.GetString(1);
            }
        }

        var runs = Runs(database);
        return new StatusReport(persons, baseUrl, laCode, States(database), runs, Attention(database, persons, runs).ConvertAll(sentence => words.Say(sentence, personId: null)), Children(database, words));
    }

    /// <summary>Children of the current receiver by state and change.</summary>
    public static List<StateCount> States(CompanionDatabase database)
    {
        using var command = database.Connection.Command("SELECT [state], [change], [children], [meaning] FROM [csc].[status] ORDER BY [state], [change]");
        using var reader = command.ExecuteReader();
        var states = new List<StateCount>();
        while (reader.Read())
        {
            states.Add(new StateCount(reader.GetString(0), reader.GetString(1), Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture), reader.GetString(3)));
        }

        return states;
    }

    private static List<RunSummary> Runs(CompanionDatabase database)
    {
        using var command = database.Connection.Command(
            "SELECT [run_id], [operation], [as_of], [started_at], [ended_at], [verdict], [message], [in_cohort], [children_sent], [sent], [accepted], [rejected], [outcome_unknown] "
            + "FROM (SELECT [h].*, ROW_NUMBER() OVER (ORDER BY [h].[run_id] DESC) AS [place] FROM [csc].[run_history] AS [h]) AS [l] WHERE [l].[place] <= @runs ORDER BY [l].[run_id] DESC");
        command.AddInteger("@runs", RunsShown);

        // A run that was killed could not say so, and the next one will.
        var isLocked = database.IsLocked();
        using var reader = command.ExecuteReader();
        var runs = new List<RunSummary>();
        while (reader.Read())
        {
            runs.Add(new RunSummary(reader.GetInt64(0), reader.GetString(1), reader.GetString(5) == Running && !isLocked ? Interrupted : reader.GetString(5))
            {
                AsOf = reader.IsDBNull(2) ? null : DateOnly.FromDateTime(reader.GetDateTime(2)),
                StartedAt = reader.GetDateTime(3),
                EndedAt = reader.IsDBNull(4) ? null : reader.GetDateTime(4),
                Message = reader.IsDBNull(6) ? null : reader.GetString(6),
                InCohort = Number(reader, 7),
                ChildrenSent = Number(reader, 8),
                Attempts = Number(reader, 9),
                Accepted = Number(reader, 10),
                Rejected = Number(reader, 11),
                OutcomeUnknown = Number(reader, 12),
            });
        }

        return runs;
    }

    private static List<string> Attention(CompanionDatabase database, long persons, List<RunSummary> runs)
    {
        var attention = new List<string>();
        if (runs.Find(run => run.Verdict == Interrupted && run.EndedAt is null && run.Message is null) is { } interrupted)
        {
            attention.Add(string.Create(CultureInfo.InvariantCulture, $"Run {interrupted.RunId} was interrupted: it never ended, and no process works on it. Run again: nothing is lost, and what has no recorded answer is sent again."));
        }

        if (persons == 0)
        {
            attention.Add("ssd_person is empty: load an extract with 'ssdclr load' before the next run.");
        }

        // Conditions of the whole: no child, no run.
        using (var command = database.Connection.Command("SELECT [what_is_wrong], [what_to_do], [detail] FROM [csc].[needs_attention] WHERE [person_id] IS NULL AND [run_id] IS NULL ORDER BY [kind]"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                attention.Add($"{reader.GetString(0)} {reader.GetString(1)}{Detail(reader, 2)}");
            }
        }

        // The view has a row a child; what a person must know first is how many, and what to do.
        using (var command = database.Connection.Command("SELECT [kind], COUNT(*), [what_is_wrong], [what_to_do] FROM [csc].[needs_attention] WHERE [person_id] IS NOT NULL GROUP BY [kind], [what_is_wrong], [what_to_do] ORDER BY [kind]"))
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                attention.Add(string.Create(CultureInfo.InvariantCulture, $"{Number(reader, 1):N0} {reader.GetString(0)}: {reader.GetString(2)} {reader.GetString(3)}"));
            }
        }

        using (var command = database.Connection.Command("SELECT [run_id], [what_is_wrong], [what_to_do], [detail] FROM (SELECT [n].*, ROW_NUMBER() OVER (ORDER BY [n].[run_id] DESC) AS [place] FROM [csc].[needs_attention] AS [n] WHERE [n].[run_id] IS NOT NULL) AS [l] WHERE [l].[place] <= @runs ORDER BY [l].[run_id] DESC"))
        {
            command.AddInteger("@runs", RunsShown);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                attention.Add(string.Create(CultureInfo.InvariantCulture, $"Run {reader.GetInt64(0)}: {reader.GetString(1)} {reader.GetString(2)}{Detail(reader, 3)}"));
            }
        }

        return attention;
    }

    // Enough to see what is wrong. The report and the view have all.
    private static List<AttentionChild> Children(CompanionDatabase database, CompanionWords words)
    {
        using var command = database.Connection.Command(
            "SELECT [kind], [person_id], [detail] FROM (SELECT [n].*, ROW_NUMBER() OVER (PARTITION BY [n].[kind] ORDER BY [n].[since], [n].[person_id]) AS [place] "
            + "FROM [csc].[needs_attention] AS [n] WHERE [n].[person_id] IS NOT NULL) AS [l] WHERE [l].[place] <= @children ORDER BY [l].[kind], [l].[place]");
        command.AddInteger("@children", ChildrenShown);
        using var reader = command.ExecuteReader();
        var children = new List<AttentionChild>();
        while (reader.Read())
        {
            var personId = reader.GetString(1);
            children.Add(new AttentionChild(reader.GetString(0), personId, reader.IsDBNull(2) ? null : words.Say(reader.GetString(2), personId)));
        }

        return children;
    }

    private static string Detail(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? string.Empty : $" ({reader.GetString(ordinal)})";

    private static long? Number(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : Convert.ToInt64(reader.GetValue(ordinal), CultureInfo.InvariantCulture);
}
