using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Payload.Reports;

/// <summary>Reads what the page of a child shows. Writes nothing.</summary>
internal sealed class ChildFactsReader
{
    private const string CurrentReceiver = " IN (SELECT r.[receiver_id] FROM [csc].[receiver] AS r WHERE r.[is_current] = 1)";

    private readonly DbConnection _connection;
    private readonly SettingValues _settings;
    private readonly bool _hasStaging;

    /// <param name="connection">An open connection.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="hasStaging">False for an SSD without the schema csc: nothing was sent from it.</param>
    internal ChildFactsReader(DbConnection connection, SettingValues settings, bool hasStaging = true)
    {
        _connection = connection;
        _settings = settings;
        _hasStaging = hasStaging;
    }

    /// <summary>Reads it for a run date; null where neither SSD nor staging knows the person.</summary>
    internal ChildFacts? Read(string personId, DateTime asOf)
    {
        var sameId = new PersonIdComparer();
        var facts = new ChildFacts(personId, asOf);
        var range = PersonRange.Of(personId);
        var preview = new PreviewReader(_connection, _settings, asOf, _hasStaging);
        foreach (CohortPreview person in preview.Cohort(range))
        {
            if (sameId.Equals(person.PersonId, personId))
            {
                facts.IsIn = person.Verdict.IsIn;
                facts.Reason = person.Reason;
            }
        }

        if (facts.IsIn)
        {
            ReadPayload(facts, preview, range, sameId);
        }

        if (_hasStaging)
        {
            ReadStaged(facts);
            ReadSent(facts);
            foreach (ChangePreview change in new ChangeReader(_connection, _settings).Find(personId) ?? new List<ChangePreview>())
            {
                facts.Changes.Add(change.Change);
            }
        }

        return facts.Reason is null && facts.Staged is null ? null : facts;
    }

    private static void ReadPayload(ChildFacts facts, PreviewReader preview, PersonRange range, PersonIdComparer sameId)
    {
        foreach (PayloadPreview payload in preview.Payloads(range))
        {
            facts.Payload = sameId.Equals(payload.PersonId, facts.PersonId) ? JsonValue.Parse(payload.Text()) : facts.Payload;
        }

        foreach (IssuePreview issue in preview.Issues(range))
        {
            if (sameId.Equals(issue.PersonId, facts.PersonId))
            {
                facts.Issues.Add(issue.Issue);
            }
        }
    }

    private void ReadStaged(ChildFacts facts)
    {
        using DbCommand command = _connection.Command(
            "SELECT s.[state], s.[change], s.[la_child_id], s.[state_changed_at], s.[acknowledged_at], s.[last_message], s.[acknowledged_hash] FROM [csc].[staging] AS s "
            + "WHERE s.[receiver_id]" + CurrentReceiver + " AND s.[person_id] = @person_id");
        command.AddText("@person_id", facts.PersonId);
        using DbDataReader reader = command.ExecuteReader();
        if (reader.Read())
        {
            facts.Staged = new StagedFact
            {
                State = reader.GetString(0),
                Change = reader.GetString(1),
                LaChildId = reader.GetValue(2) as string,
                StateChangedAt = reader.GetDateTime(3),
                AcknowledgedAt = reader.IsDBNull(4) || reader.IsDBNull(6) ? null : reader.GetDateTime(4),
                LastMessage = reader.GetValue(5) as string,
            };
        }
    }

    private void ReadSent(ChildFacts facts)
    {
        using DbCommand command = _connection.Command(
            "SELECT b.[batch_id], b.[started_at], c.[change], c.[is_resend], b.[outcome], b.[status_code], c.[receipt], b.[message] "
            + "FROM [csc].[batch_child] AS c INNER JOIN [csc].[batch_log] AS b ON b.[batch_id] = c.[batch_id] "
            + "WHERE c.[person_id] = @person_id AND b.[receiver_id]" + CurrentReceiver + " ORDER BY b.[batch_id] DESC");
        command.AddText("@person_id", facts.PersonId);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            facts.Sent.Add(new SentBatch
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
    }
}
