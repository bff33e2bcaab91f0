using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Preview;

/// <summary>Values that the current receiver may still have although SSD does not, because bodies left them out.</summary>
internal sealed class UnclearedValues(DbConnection connection, BodySettings settings)
{
    private readonly CurrentStaging _staging = new CurrentStaging(connection);
    private readonly BodySettings _settings = settings;

    /// <summary>What is known of what the receiver has, by person, of those persons of whom it may have more than their staged payload.</summary>
    internal Dictionary<string, Held> Find(IReadOnlyList<string> personIds)
    {
        var found = new Dictionary<string, Held>(new PersonIdComparer());

        // Where the next body sends null there is nothing to be told.
        if (!_settings.ClearsWithNull)
        {
            foreach ((string personId, string laChildId, string? acknowledged, string? mayHold, bool isCertain) in _staging.BeyondPayload(personIds))
            {
                found[personId] = Held.Read(acknowledged, mayHold, isCertain, laChildId);
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
