using SsdClr.Simulation.Receiver;
using SsdClr.Simulation.World;

namespace SsdClr.Simulation.Checks;

/// <summary>After a good refresh every child is staged as SSD has it; when faults have ceased, the receiver holds what SSD says.</summary>
/// <param name="seen">What to look at.</param>
internal sealed class ContentChecks(Observed seen)
{
    private static readonly HashSet<string> s_nothing = [];

    private bool _idsWereIgnored;

    /// <summary>A run starts, on terms that may be others than before.</summary>
    internal void StartRun() => _idsWereIgnored |= seen.Terms.IgnoresRecordIds;

    /// <summary>After a good refresh every child is staged as SSD has it.</summary>
    internal void CheckStaged(WorldChild child)
    {
        var row = seen.Rows.GetValueOrDefault((seen.CurrentReceiver(), child.PersonId));
        if (!child.IsInSsd)
        {
            seen.Demand(row is null or { State: "purged" } or { Change: "purge", State: "pending" or "awaiting_confirmation" or "in_flight" or "rejected" } ? null : "gone from SSD, and not to be purged", child.PersonId);
        }
        else if (child.IsBirthDateGarbled)
        {
            seen.Demand(row is null or { State: "withheld" } ? null : "not withheld", child.PersonId);
        }
        else if (!ExpectedContent.IsInCohort(child, seen.Terms.AsOf))
        {
            seen.Demand(
                row is null or { State: "purged" } || (seen.Terms.PurgesWhoLeft ? row.Change == "purge" : row.State == "dormant") ? null : "out of the cohort, and neither dormant nor to be purged",
                child.PersonId);
        }
        else if (seen.Ssd.IsWithheld(child, seen.Terms.ChildIdColumn))
        {
            // Its row may have gone to the child that carries its id now; the next refresh makes another.
            seen.Demand(row is null or { State: "withheld" } ? null : "not withheld", child.PersonId);
        }
        else
        {
            seen.Demand(row is { State: "pending" or "in_flight" or "accepted" or "rejected", Payload: not null } ? null : $"{row?.State ?? "not staged"}, and in the cohort", child.PersonId);
            var expected = ExpectedContent.Of(child, seen.Terms.ChildIdColumn, seen.Terms.AsOf);
            var staged = seen.ContentOf(row!.Payload!);
            staged = row.State == "rejected" ? UnderIdsOfNow(staged) : staged;
            seen.Demand((staged.FirstMissingOf(expected) ?? expected.FirstMissingOf(staged)) is { } path ? $"staged otherwise than SSD has it at {path}" : null, child.PersonId);
            if (row.State == "accepted")
            {
                CompareAllowingAged(seen.ContentOf(row.AcknowledgedPayload!), expected, child, mayKeep: null, _ => s_nothing);
            }
        }
    }

    /// <summary>When faults have ceased: the receiver holds what SSD says.</summary>
    /// <param name="clearedValuesOf">The values of a person that an analyst is told the receiver may still have, by their paths.</param>
    internal void CheckSettled(Func<string, IReadOnlySet<string>> clearedValuesOf)
    {
        var receiverId = seen.CurrentReceiver();
        var receiver = seen.Internet.ReceiverAt(seen.Terms.Address);
        if (seen.Store.Query("SELECT 1 FROM [csc].[batch_log] WHERE [receiver_id] = @0 AND [outcome] = 'in_flight'", receiverId).Count > 0)
        {
            throw seen.Violation("a batch is still in flight");
        }

        foreach (var row in seen.Rows.Values.Where(row => row.ReceiverId == receiverId && row.State is "in_flight" or "pending" or "awaiting_confirmation"))
        {
            seen.Demand("still " + row.State, row);
        }

        foreach (var (childId, held) in receiver.Held)
        {
            // Refused as it is, and honestly so: it waits until it changes or somebody decides.
            var row = seen.Held[(receiverId, childId)];
            var child = seen.Ssd.Find(row.PersonId);
            if (seen.Internet.Troubles.Refused.Contains(childId))
            {
                continue;
            }

            seen.Demand(child is not { IsInSsd: true } ? "gone from SSD, and the receiver still holds the child" : null, row);
            if (!ExpectedContent.IsInCohort(child!, seen.Terms.AsOf))
            {
                seen.Demand(seen.Terms.PurgesWhoLeft && !child!.IsBirthDateGarbled ? "left the cohort, and the receiver still holds the child" : null, row);
            }
            else if (!seen.Ssd.IsWithheld(child!, seen.Terms.ChildIdColumn))
            {
                seen.Demand(row.State != "accepted" ? $"the child is {row.State} and not accepted" : null, row);
                CompareAllowingAged(held, ExpectedContent.Of(child!, seen.Terms.ChildIdColumn, seen.Terms.AsOf), child!, receiver.Merges ? row : null, clearedValuesOf);
            }
        }

        foreach (var child in seen.Ssd.Children.Where(child => ExpectedContent.IsInCohort(child, seen.Terms.AsOf) && !seen.Ssd.IsWithheld(child, seen.Terms.ChildIdColumn)))
        {
            var childId = ExpectedContent.ChildId(child, seen.Terms.ChildIdColumn)!;
            seen.Demand(receiver.Held.ContainsKey(childId) || seen.Internet.Troubles.Refused.Contains(childId) ? null : "the receiver lacks the child", child.PersonId);
        }
    }

    // Where ids of records were no change, a record may be known by one it no longer has; the settings may have been others since. But where the record
    // is there by the id it has now, one of an earlier id is a record of its own.
    private ChildContent UnderIdsOfNow(ChildContent content)
    {
        if (!_idsWereIgnored)
        {
            return content;
        }

        var renamed = new ChildContent();
        foreach (var (path, json) in content.Values)
        {
            var parts = path.Split('/');
            var now = Array.ConvertAll(parts, seen.Ssd.IdOfNow);
            var isThereByNow = !parts.SequenceEqual(now) && content.Values.ContainsKey(string.Join('/', now.Take(4)));
            renamed.Set(isThereByNow ? path : string.Join('/', now), json);
        }

        return renamed;
    }

    /// <summary>
    /// What is held is what is expected, but for what docs/change.md leaves: records that aged out, and, where no null may be sent, values that were
    /// cleared; but those have to be listed for an analyst.
    /// </summary>
    /// <param name="held">What is held.</param>
    /// <param name="expected">What SSD says.</param>
    /// <param name="child">The child.</param>
    /// <param name="mayKeep">Its row, where the receiver merges, so that it keeps values that bodies leave out; null where it does not.</param>
    /// <param name="clearedValuesOf">The values that are listed, by person.</param>
    private void CompareAllowingAged(
        ChildContent held, ChildContent expected, WorldChild child, StagingRow? mayKeep, Func<string, IReadOnlySet<string>> clearedValuesOf)
    {
        held = UnderIdsOfNow(held);
        seen.Demand(held.FirstMissingOf(expected) is { } missing ? $"the receiver lacks {missing}" : null, child.PersonId);
        foreach (var path in held.Values.Keys.Where(path => !expected.Values.ContainsKey(path)))
        {
            var parent = path[..Math.Max(0, path.LastIndexOf('/'))];
            var isRecord = held.Values[path].Length == 0 || path.StartsWith("health_and_wellbeing/", StringComparison.Ordinal);
            var isAged = isRecord
                ? ExpectedContent.Holds(child, path)
                : ExpectedContent.Holds(child, path) && !expected.Values.ContainsKey(parent + "/referral_date") && !expected.Values.ContainsKey(parent + "/start_date");

            // Of an episode that aged out nothing is looked at any more.
            var parts = path.Split('/');
            var episode = parts.Length > 2 && parts[0] == "social_care_episodes" ? parts[0] + "/" + parts[1] : null;
            isAged |= episode is not null && !expected.Values.ContainsKey(episode) && ExpectedContent.Holds(child, episode);
            isAged |= ExpectedContent.IsOfAdoption(parts) && ExpectedContent.HasAdoptionAgedOut(child, path, seen.Terms.AsOf, held, MayBeThere);
            seen.Demand(isAged || (!isRecord && IsListed(path)) || (_idsWereIgnored && seen.Ssd.HadAgedOut(path)) ? null : $"the receiver still holds {path}", child.PersonId);
        }

        bool IsListed(string path) => mayKeep is not null && !seen.Terms.ClearsWithNull && clearedValuesOf(child.PersonId).Contains(path);

        // No body names an adoption that aged out, so a date that was left out before stays, and nobody is told.
        bool MayBeThere(string path) => mayKeep is not null && HeldContent.Of(mayKeep.HeldText!).Contains(path);
    }
}
