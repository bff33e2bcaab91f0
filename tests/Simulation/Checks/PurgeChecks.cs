using System.Text.Json;
using SsdClr.Simulation.Receiver;
using SsdClr.Simulation.World;

namespace SsdClr.Simulation.Checks;

/// <summary>No child and no record is purged without cause, and none that was never sent.</summary>
/// <param name="seen">What to look at.</param>
internal sealed class PurgeChecks(Observed seen)
{
    private readonly Dictionary<(string Address, string ChildId), HashSet<string>> _sentRecords = [];

    /// <summary>Remembers which records are claimed for a POST. A kill may come before it: whoever reads the claim cannot know.</summary>
    internal void RememberClaim(StagingRow row)
    {
        if (row is not { State: "in_flight", Payload: not null })
        {
            return;
        }

        var key = (seen.Receivers[row.ReceiverId], row.ChildId!);
        if (!_sentRecords.TryGetValue(key, out var records))
        {
            _sentRecords.Add(key, records = new HashSet<string>(StringComparer.Ordinal));
        }

        records.UnionWith(seen.ContentOf(row.Payload).Values.Where(value => value.Value.Length == 0).Select(value => value.Key));
    }

    /// <summary>
    /// A purge is staged only for what is not in SSD, or was not at some moment of this run; for who left the cohort where that is asked for; and for
    /// an id that its child has no more. It may leave only if nobody who is to be sent carries the id.
    /// </summary>
    internal void CheckCauseOfPurges(StagingRow? before, StagingRow row)
    {
        var child = seen.Ssd.Find(row.PersonId);
        if (row.Change == "purge")
        {
            var hasCause = child is null || seen.Ssd.WasAbsent(child.PersonId, child.IsInSsd)
                || (seen.Terms.PurgesWhoLeft && (!ExpectedContent.IsInCohort(child, seen.Terms.AsOf) || seen.Ssd.HasChanged(child)));
            if (before?.Change != "purge" && !hasCause)
            {
                throw seen.Violation($"{row.PersonId} is to be purged, and is in SSD");
            }

            if (row.State == "pending" && before is not { Change: "purge", State: not "awaiting_confirmation" } && seen.Ssd.IsCarried(row.ChildId!, seen.Terms.ChildIdColumn))
            {
                throw seen.Violation($"{row.PersonId}: {row.ChildId} is to be purged, and a child in SSD carries it");
            }
        }
        else if (row.Body is not null && row.Body != before?.Body)
        {
            using var body = JsonDocument.Parse(row.Body);
            CheckCauseOfRemovals(child!, string.Empty, body.RootElement);
        }
    }

    /// <summary>Nothing is removed that was never sent under the id.</summary>
    internal void CheckRemovals(StagingRow row, string prefix, JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (ChildContent.IdKey(member.Name) is { } idKey)
            {
                foreach (var record in member.Value.EnumerateArray())
                {
                    var path = prefix + member.Name + "/" + record.GetProperty(idKey).GetString()!;
                    if (!ChildContent.IsPurge(record))
                    {
                        CheckRemovals(row, path + "/", record);
                    }
                    else if (!_sentRecords.TryGetValue((seen.Terms.Address, row.ChildId!), out var sent) || !sent.Contains(path))
                    {
                        throw seen.Violation($"{row.PersonId}: {path} is removed, and was never sent as {row.ChildId}");
                    }
                }
            }
        }
    }

    /// <summary>Removals leave only if a guard let them pass: the body waited, or may leave already.</summary>
    internal void CheckGuard(StagingRow? before, StagingRow row)
    {
        var removes = row is { State: "pending" or "in_flight", Change: not "purge", Body: not null } && row.Body.Contains("\"purge\":true", StringComparison.Ordinal);
        var hasPassed = before?.Body == row.Body && before?.State is "awaiting_confirmation" or "pending" or "in_flight" or "rejected";
        seen.Demand(removes && !hasPassed && !seen.Terms.IgnoresRecordIds ? "removals may leave that no guard let pass" : null, row);
    }

    private void CheckCauseOfRemovals(WorldChild child, string prefix, JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.NameEquals("adoption") && ChildContent.IsPurge(member.Value))
            {
                if (seen.Terms.ChildIdColumn == "pers_person_id" && !seen.Ssd.HasChanged(child) && ExpectedContent.KeepsAdoption(child, seen.Terms.AsOf))
                {
                    throw seen.Violation($"{child.PersonId}: {prefix}adoption is to be purged, and is in SSD");
                }
            }
            else if (ChildContent.IdKey(member.Name) is { } idKey)
            {
                foreach (var record in member.Value.EnumerateArray())
                {
                    var id = record.GetProperty(idKey).GetString()!;
                    var path = prefix + member.Name + "/" + id;
                    if (!ChildContent.IsPurge(record))
                    {
                        CheckCauseOfRemovals(child, path + "/", record);
                    }
                    else if (!seen.Ssd.WasAbsent(id, ExpectedContent.Holds(child, path)) && !seen.Ssd.WasAbsent(child.PersonId, child.IsInSsd))
                    {
                        throw seen.Violation($"{child.PersonId}: {path} is to be purged, and is in SSD");
                    }
                }
            }
        }
    }
}
