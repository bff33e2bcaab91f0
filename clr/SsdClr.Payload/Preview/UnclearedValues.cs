using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Preview;

/// <summary>Values that the current receiver may still have although SSD does not, because bodies left them out.</summary>
internal sealed class UnclearedValues
{
    // SQL Server takes at most 2,100 parameters.
    private const int IdsPerQuery = 1000;

    private readonly DbConnection _connection;
    private readonly BodySettings _settings;

    internal UnclearedValues(DbConnection connection, BodySettings settings)
    {
        _connection = connection;
        _settings = settings;
    }

    /// <summary>What is known of what the receiver has, by person, of those persons of whom it may have more than their staged payload.</summary>
    internal Dictionary<string, Held> Find(IReadOnlyList<string> personIds)
    {
        var found = new Dictionary<string, Held>(new PersonIdComparer());

        // Where the next body sends null there is nothing to be told.
        for (int start = 0; start < personIds.Count && !_settings.ClearsWithNull; start += IdsPerQuery)
        {
            int count = Math.Min(IdsPerQuery, personIds.Count - start);
            using DbCommand command = _connection.Command(string.Empty);
            command.CommandText =
                "SELECT s.[person_id], s.[la_child_id], s.[acknowledged_payload], s.[held], s.[unconfirmed_batch_id] FROM [csc].[staging] AS s "
                + "WHERE s.[receiver_id] IN (SELECT r.[receiver_id] FROM [csc].[receiver] AS r WHERE r.[is_current] = 1) AND s.[la_child_id] IS NOT NULL "
                + "AND (s.[held] IS NOT NULL OR s.[acknowledged_hash] <> s.[payload_hash]) AND s.[person_id] IN (" + command.AddTexts(personIds, start, count) + ")";
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                found[reader.GetString(0)] = Held.Read(reader.GetValue(2) as string, reader.GetValue(3) as string, isCertain: reader.IsDBNull(4), reader.GetString(1));
            }
        }

        return found;
    }

    /// <summary>The findings about one child.</summary>
    /// <param name="held">What <see cref="Find"/> gave.</param>
    /// <param name="payload">The child's current payload.</param>
    /// <param name="inventory">What SSD holds of the child now.</param>
    internal List<PayloadIssue> Findings(Held held, string payload, RecordInventory inventory)
    {
        var findings = new List<PayloadIssue>();
        if (ChildPayload.TryRead(payload) is { } current)
        {
            foreach (string path in ClearedValues.Find(held, current, inventory, _settings.IgnoresRecordIds))
            {
                findings.Add(new PayloadIssue(PayloadRule.ClearedValueNotSent, IssueOutcome.LeftOut, path, ClearedValues.Source(path)));
            }
        }

        return findings;
    }
}
