using System.Globalization;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Local.Database;
using SsdClr.Payload.Building;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Runs;
using SsdClr.Time;

namespace SsdClr.Local.Runs;

/// <summary>What <c>csc.requeue</c> does in SQL Server, from outside of it. The caller holds the run lock.</summary>
internal sealed class Requeue
{
    private readonly CompanionDatabase _database;

    // A table of the connection, where csc.requeue_children has a table variable.
    private readonly string _chosen;
    private readonly string? _personId;
    private readonly string? _pattern;
    private readonly string? _rule;

    private Requeue(CompanionDatabase database, string chosen, string? personId, string? pattern, string? rule) =>
        (_database, _chosen, _personId, _pattern, _rule) = (database, chosen, personId, pattern, rule);

    /// <summary>Finds out which children have a rule said of them, if one is named. Nothing is changed yet.</summary>
    /// <param name="database">The database.</param>
    /// <param name="personId">This child alone; null for any.</param>
    /// <param name="message">Children whose last message holds this text; null for any.</param>
    /// <param name="rule">Children of whose payload this rule is said; null for any.</param>
    /// <param name="asOf">The date of those payloads.</param>
    public static Requeue Of(CompanionDatabase database, string? personId, string? message, string? rule, DateTime asOf)
    {
        var pattern = message is null
            ? null
            : "%" + message.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal)
                .Replace("[", "![", StringComparison.Ordinal) + "%";
        var requeue = new Requeue(database, database.MakeIdTable("requeue_chosen"), personId, pattern, rule);
        requeue.Choose(asOf);
        return requeue;
    }

    /// <summary>The children it is about, in order of person id.</summary>
    public IReadOnlyList<RequeuedChild> Find()
    {
        using var command = _database.Connection.Command(
            "SELECT [person_id], [state], [attempts], [has_content], [last_message] FROM [csc].[requeueable] AS [q] "
            + "WHERE (@person_id IS NULL OR [q].[person_id] = @person_id) AND (@message_pattern IS NULL OR [q].[last_message] LIKE @message_pattern ESCAPE '!') "
            + "AND (@rule_name IS NULL OR EXISTS (SELECT 1 FROM " + _chosen + " AS [c] WHERE [c].[person_id] = [q].[person_id])) ORDER BY [q].[person_id]");
        Bind(command);
        using var reader = command.ExecuteReader();
        var children = new List<RequeuedChild>();
        while (reader.Read())
        {
            children.Add(new RequeuedChild(reader.GetString(0), reader.GetString(1), reader.GetInt32(2), Convert.ToInt64(reader.GetValue(3), CultureInfo.InvariantCulture) == 1, reader.IsDBNull(4) ? null : reader.GetString(4)));
        }

        return children;
    }

    /// <summary>Makes those that have something to send pending again, and logs how many.</summary>
    public int Apply(IClock clock) => LoggedRun.Perform(_database.Connection, clock, RunOperation.Requeue, asOf: null, _database.Origin, _ =>
    {
        var children = MakePending(clock.UtcNow);
        var which = _personId is not null ? "one named." : _pattern is not null ? "chosen by their message." : _rule is not null ? "chosen by a rule." : "all that waited for a person.";
        return (children, string.Create(CultureInfo.InvariantCulture, $"{children} children are pending again, {which}"));
    });

    private int MakePending(DateTime utcNow)
    {
        using var transaction = _database.BeginWrite();
        using var command = _database.Connection.Command(WritingStatements.CountRequeueable.Replace("@chosen", _chosen, StringComparison.Ordinal), transaction);
        Bind(command);
        var children = command.Count();
        command.CommandText = WritingStatements.Requeue.Replace("@chosen", _chosen, StringComparison.Ordinal);
        command.AddMoment("@now", utcNow);
        command.Execute();
        transaction.Commit();
        return children;
    }

    private void Choose(DateTime asOf)
    {
        if (_rule is null)
        {
            return;
        }

        var settings = _database.Settings();
        var payload = new PayloadSettings(settings);
        var preview = new PreviewReader(_database.Connection, settings, asOf);
        using var insert = _database.Connection.Command("INSERT INTO " + _chosen + " ([person_id]) VALUES (@chosen_person_id)");
        insert.AddText("@chosen_person_id", null);
        foreach (var range in PersonRange.ReadAll(_database.Connection, payload.SsdSchema, payload.PersonsPerRange))
        {
            foreach (var person in preview.Issues(range).Where(finding => string.Equals(finding.Issue.Rule.Name, _rule, StringComparison.Ordinal)).Select(finding => finding.PersonId).Distinct(StringComparer.Ordinal))
            {
                insert.Parameters["@chosen_person_id"].Value = person;
                insert.Execute();
            }
        }
    }

    private void Bind(System.Data.Common.DbCommand command)
    {
        command.AddText("@person_id", _personId);
        command.AddText("@message_pattern", _pattern);
        command.AddText("@rule_name", _rule);
    }
}
