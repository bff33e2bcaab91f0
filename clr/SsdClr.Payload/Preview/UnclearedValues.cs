using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Payload.Change;
using SsdClr.Payload.Ssd;

namespace SsdClr.Payload.Preview;

/// <summary>
/// Values that the current receiver may still hold although SSD does not, because bodies left them out: what the refreshes wrote down, less what SSD
/// holds again.
/// </summary>
internal sealed class UnclearedValues
{
    // SQL Server takes at most 2,100 parameters.
    private const int IdsPerQuery = 1000;

    private readonly DbConnection _connection;

    internal UnclearedValues(DbConnection connection) => _connection = connection;

    /// <summary>The paths by person, of those persons who have any.</summary>
    internal Dictionary<string, string> Find(IReadOnlyList<string> personIds)
    {
        var found = new Dictionary<string, string>(new PersonIdComparer());
        for (int start = 0; start < personIds.Count; start += IdsPerQuery)
        {
            int count = Math.Min(IdsPerQuery, personIds.Count - start);
            using DbCommand command = _connection.Command(string.Empty);
            command.CommandText =
                "SELECT s.[person_id], s.[not_cleared] FROM [csc].[staging] AS s WHERE s.[receiver_id] IN (SELECT r.[receiver_id] FROM [csc].[receiver] AS r WHERE r.[is_current] = 1) "
                + "AND s.[not_cleared] IS NOT NULL AND s.[person_id] IN (" + command.AddTexts(personIds, start, count) + ")";
            using DbDataReader reader = command.ExecuteReader();
            while (reader.Read())
            {
                found[reader.GetString(0)] = reader.GetString(1);
            }
        }

        return found;
    }

    /// <summary>The findings about one child.</summary>
    /// <param name="valuesNotCleared">What <see cref="Find"/> gave.</param>
    /// <param name="payload">The child's current payload.</param>
    internal static List<PayloadIssue> Findings(string valuesNotCleared, string payload)
    {
        var findings = new List<PayloadIssue>();

        // Where the next body sends null there is nothing to be told.
        if (!BodyChoice.AreClearedByBody(valuesNotCleared))
        {
            foreach (string path in AbsentValues.Of(JsonValue.Parse(payload), BodyChoice.Paths(valuesNotCleared)))
            {
                findings.Add(new PayloadIssue(PayloadRule.ClearedValueNotSent, IssueOutcome.LeftOut, path, AbsentValues.Source(path)));
            }
        }

        return findings;
    }
}
