using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Runs;
using SsdClr.Settings;

namespace SsdClr.Payload.Reports;

/// <summary>Reads what the morning page shows: from the tables that runs write, never from SSD. Writes nothing.</summary>
/// <param name="connection">An open connection.</param>
/// <param name="settings">The settings in force.</param>
internal sealed class ReportReader(DbConnection connection, SettingValues settings)
{
    /// <summary>The most days that a report looks back.</summary>
    internal const int MostDays = 3660;

    /// <summary>The days it looks back where nobody says.</summary>
    internal const int UsualDays = 30;

    // A page is read by people. Whoever needs all of a kind asks the view.
    private const int RowsOfKind = 25;

    // A run before midnight is last night's: a report of one day asks for it too.
    private static readonly TimeSpan s_night = TimeSpan.FromHours(NightVerdict.HoursOfANight);

    private readonly DbConnection _connection = connection;
    private readonly SettingValues _settings = settings;

    /// <summary>Reads everything.</summary>
    /// <param name="days">How many days back, from 1 to <see cref="MostDays"/>.</param>
    /// <param name="utcNow">The moment of the report.</param>
    internal ReportFacts Read(int days, DateTime utcNow)
    {
        var facts = new ReportFacts(utcNow, days);
        DateTime since = facts.Now.Date.AddDays(1 - days);
        ReadReceiver(facts);
        ReadRuns(facts, Earlier(since, facts.Now - s_night));
        var ledger = new LedgerReport(_connection);
        new NightTable(facts, Later(since, FirstRun())).Fill(ledger.Purged(since));
        facts.States.AddRange(ledger.States());
        facts.Knowledge.AddRange(ledger.Knowledge(utcNow));
        ReadAttention(facts);
        ReadFigures(facts);
        ReadGuards(facts);
        return facts;
    }

    private void ReadReceiver(ReportFacts facts)
    {
        using DbCommand command = _connection.Command("SELECT r.[base_url], r.[la_code] FROM [csc].[receiver] AS r WHERE r.[is_current] = 1");
        using DbDataReader reader = command.ExecuteReader();
        if (reader.Read())
        {
            facts.BaseUrl = reader.GetString(0);
            facts.LaCode = reader.GetString(1);
        }
    }

    // Those of the receiver that the page names: what another accepted is no news of this one. A run that did not come to a receiver is everybody's.
    private void ReadRuns(ReportFacts facts, DateTime since)
    {
        using DbCommand command = _connection.Command(
            "SELECT h.[run_id], h.[operation], h.[started_at], h.[ended_at], h.[verdict], h.[message], h.[in_cohort], h.[withheld], h.[sent], h.[accepted], h.[rejected], h.[outcome_unknown], h.[first_trouble], h.[children_sent] "
            + "FROM [csc].[run_history] AS h WHERE h.[started_at] >= @since "
            + "AND (@base_url IS NULL OR h.[base_url] IS NULL OR (h.[base_url] = @base_url AND h.[la_code] = @la_code)) ORDER BY h.[run_id]");
        command.AddMoment("@since", since);
        command.AddText("@base_url", facts.BaseUrl);
        command.AddText("@la_code", facts.LaCode);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            facts.Runs.Add(new RunFact
            {
                RunId = reader.GetInt64(0),
                Operation = reader.GetString(1),
                StartedAt = reader.GetDateTime(2),
                EndedAt = reader.IsDBNull(3) ? null : reader.GetDateTime(3),
                Verdict = reader.GetString(4),
                Message = reader.GetValue(5) as string,
                InCohort = Number(reader, 6),
                Withheld = Number(reader, 7),
                Attempts = Number(reader, 8),
                Accepted = Number(reader, 9),
                Refused = Number(reader, 10),
                Unclear = Number(reader, 11),
                FirstTrouble = reader.GetValue(12) as string,
                Children = Number(reader, 13),
            });
        }
    }

    // Days before it are no nights without a run.
    private DateTime? FirstRun()
    {
        using DbCommand command = _connection.Command("SELECT h.[started_at] FROM [csc].[run_history] AS h WHERE h.[run_id] IN (SELECT MIN(f.[run_id]) FROM [csc].[run_history] AS f)");
        using DbDataReader reader = command.ExecuteReader();
        return reader.Read() ? reader.GetDateTime(0).Date : null;
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private static DateTime Later(DateTime since, DateTime? firstRun) => firstRun > since ? firstRun.Value : since;

    private void ReadAttention(ReportFacts facts)
    {
        using DbCommand command = _connection.Command(
            "SELECT n.[kind], n.[person_id], n.[run_id], n.[since], n.[what_is_wrong], n.[what_to_do], n.[detail] FROM [csc].[needs_attention] AS n "
            + "ORDER BY CASE WHEN n.[person_id] IS NULL THEN 0 WHEN n.[kind] = 'rejected' THEN 1 WHEN n.[kind] = 'no clear answer' THEN 2 ELSE 3 END, n.[kind], n.[since], n.[person_id], n.[run_id]");
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            string kind = reader.GetString(0);
            facts.AttentionByKind.TryGetValue(kind, out long known);
            facts.AttentionByKind[kind] = known + 1;
            if (known < RowsOfKind)
            {
                facts.Attention.Add(new AttentionFact
                {
                    Kind = kind,
                    PersonId = reader.GetValue(1) as string,
                    RunId = Number(reader, 2),
                    Since = reader.GetDateTime(3),
                    WhatIsWrong = reader.GetString(4),
                    WhatToDo = reader.GetString(5),
                    Detail = reader.GetValue(6) as string,
                });
            }
        }
    }

    private void ReadFigures(ReportFacts facts)
    {
        if (RunFigure.Newest(_connection, RunFigure.Group) is not { } newest)
        {
            return;
        }

        facts.Figures = RunFigure.ReadAll(_connection, newest);
        using DbCommand command = _connection.Command(
            "SELECT f.[name], f.[of_total] FROM [csc].[run_figure] AS f WHERE f.[kind] = 'table' AND f.[run_id] IN "
            + "(SELECT MAX(g.[run_id]) FROM [csc].[run_figure] AS g WHERE g.[kind] = 'table' AND g.[run_id] < @newest)");
        command.AddLong("@newest", newest);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            facts.RowsBefore[reader.GetString(0)] = Number(reader, 1) ?? 0;
        }
    }

    private void ReadGuards(ReportFacts facts)
    {
        var started = new Dictionary<long, DateTime>();
        foreach (RunFact run in facts.Runs)
        {
            started[run.RunId] = run.StartedAt;
        }

        var guards = new SortedDictionary<string, GuardFact>(StringComparer.Ordinal);
        using (DbCommand command = _connection.Command(
            "SELECT f.[run_id], f.[name], f.[amount], f.[of_total] FROM [csc].[run_figure] AS f WHERE f.[kind] = 'guard' AND f.[run_id] >= @first ORDER BY f.[run_id]"))
        {
            command.AddLong("@first", facts.Runs.Count == 0 ? long.MaxValue : facts.Runs[0].RunId);
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                if (started.TryGetValue(reader.GetInt64(0), out DateTime at))
                {
                    Add(guards, reader.GetString(1), reader.GetInt64(2), Number(reader, 3) ?? 0, at);
                }
            }
        }

        AddFirstRun(facts, guards);
        facts.Guards.AddRange(guards.Values);
    }

    private static void Add(SortedDictionary<string, GuardFact> guards, string name, long amount, long most, DateTime at)
    {
        if (!guards.TryGetValue(name, out GuardFact? guard))
        {
            guards[name] = guard = new GuardFact(name) { NearestMost = 1 };
        }

        guard.Amount = amount;
        guard.Most = most;
        if (guard.NearestAt == default || amount * Math.Max(1, guard.NearestMost) > guard.NearestAmount * Math.Max(1, most))
        {
            guard.NearestAmount = amount;
            guard.NearestMost = most;
            guard.NearestAt = at;
        }
    }

    // It looks at a receiver that has acknowledged nothing, and at no other.
    private void AddFirstRun(ReportFacts facts, SortedDictionary<string, GuardFact> guards)
    {
        long pending = 0;
        foreach ((string state, _, long children) in facts.States)
        {
            pending += string.Equals(state, "pending", StringComparison.Ordinal) ? children : 0;
        }

        if (facts.Knowledge.Count == 0 && pending > 0)
        {
            Add(guards, "first_run", pending, _settings.WholeNumber("first_run_max"), facts.Now);
        }
    }

    private static long? Number(DbDataReader reader, int ordinal) =>
        reader.IsDBNull(ordinal) ? null : Convert.ToInt64(reader.GetValue(ordinal), CultureInfo.InvariantCulture);
}
