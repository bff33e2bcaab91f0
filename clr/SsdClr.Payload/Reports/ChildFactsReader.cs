using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Payload.Reports;

/// <summary>Reads what the page of a child shows. Writes nothing.</summary>
/// <param name="connection">An open connection.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="hasStaging">False for an SSD without the schema csc: nothing was sent from it.</param>
internal sealed class ChildFactsReader(DbConnection connection, SettingValues settings, bool hasStaging = true)
{
    private readonly DbConnection _connection = connection;
    private readonly SettingValues _settings = settings;
    private readonly bool _hasStaging = hasStaging;

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
            var ledger = new LedgerReport(_connection);
            facts.Staged = ledger.Standing(personId);
            facts.Sent.AddRange(ledger.Posts(personId));
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
}
