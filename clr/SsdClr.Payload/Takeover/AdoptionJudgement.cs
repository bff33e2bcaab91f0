using System;
using System.Collections.Generic;
using SsdClr.Ledger;

namespace SsdClr.Payload.Takeover;

/// <summary>The children of the national tool's table with what is adopted of each and why: rows judged by themselves, then against one another.</summary>
internal sealed class AdoptionJudgement : IComparer<AdoptionCandidate>
{
    private const string SeveralOwners = "";

    private readonly Dictionary<string, AdoptionCandidate> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ownerOfReceipt = new(StringComparer.Ordinal);

    /// <summary>Takes a row in.</summary>
    internal void Add(D2iEvidence evidence)
    {
        string key = evidence.Key;
        if (!_byKey.TryGetValue(key, out AdoptionCandidate? candidate))
        {
            candidate = new AdoptionCandidate(evidence.PersonId, evidence.LaChildId);
            _byKey.Add(key, candidate);
        }

        candidate.Add(evidence);
        if (evidence.Receipt is { } receipt)
        {
            bool isKnown = _ownerOfReceipt.TryGetValue(receipt.Uuid, out string? owner);
            _ownerOfReceipt[receipt.Uuid] = !isKnown || string.Equals(owner, key, StringComparison.Ordinal) ? key : SeveralOwners;
        }
    }

    /// <summary>The candidate a row belongs to; null where the row was not there before.</summary>
    internal AdoptionCandidate? Find(D2iEvidence evidence) => _byKey.TryGetValue(evidence.Key, out AdoptionCandidate? candidate) ? candidate : null;

    /// <summary>Compares the rows with one another, once all are in. In the order of the keys they have in csc.staging.</summary>
    internal List<AdoptionCandidate> Complete()
    {
        var all = new List<AdoptionCandidate>(_byKey.Values);
        all.Sort(this);
        var ofPerson = new Dictionary<string, AdoptionCandidate>(StringComparer.Ordinal);
        foreach (AdoptionCandidate candidate in all)
        {
            if (candidate.IsAcknowledged && _ownerOfReceipt[candidate.Receipt!.Uuid].Length == SeveralOwners.Length)
            {
                candidate.Reason = AdoptionReason.ReceiptShared;
            }

            if (candidate.IsAdopted && candidate.LaChildId is null)
            {
                candidate.Reason = AdoptionReason.NoChildId;
            }

            if (candidate.IsAdopted && candidate.PersonId.Length > StagingLength.PersonId)
            {
                candidate.Reason = AdoptionReason.PersonIdTooLong;
            }

            // One person, several ids: the receiver may hold the child under each.
            if (candidate.IsAdopted && candidate.SourcePersonId is not null)
            {
                ShareThePerson(ofPerson, candidate);
            }
        }

        var ofChildId = new Dictionary<string, AdoptionCandidate>(StringComparer.Ordinal);
        foreach (AdoptionCandidate candidate in all)
        {
            if (candidate.IsAdopted)
            {
                ShareTheChildId(ofChildId, candidate);
            }
        }

        all.Sort(this);
        return all;
    }

    /// <inheritdoc/>
    public int Compare(AdoptionCandidate? x, AdoptionCandidate? y)
    {
        int byPerson = string.CompareOrdinal(x?.PersonId, y?.PersonId);
        return byPerson != 0 ? byPerson : string.CompareOrdinal(x?.LaChildId, y?.LaChildId);
    }

    private static void ShareThePerson(Dictionary<string, AdoptionCandidate> ofPerson, AdoptionCandidate candidate)
    {
        string person = candidate.SourcePersonId!.TrimEnd(' ');
        if (!ofPerson.TryGetValue(person, out AdoptionCandidate? other))
        {
            ofPerson.Add(person, candidate);
            return;
        }

        AdoptionCandidate stays = IsUnderOwnId(candidate) ? candidate : other;
        AdoptionCandidate leaves = ReferenceEquals(stays, candidate) ? other : candidate;
        ofPerson[person] = stays;
        stays.Reason = AdoptionReason.SeveralRows;
        leaves.Reason = AdoptionReason.SeveralRows;
        leaves.LeaveBehind();
    }

    // The receiver holds one child by that id, and nobody knows whose record it is.
    private static void ShareTheChildId(Dictionary<string, AdoptionCandidate> ofChildId, AdoptionCandidate candidate)
    {
        if (!ofChildId.TryGetValue(candidate.LaChildId!, out AdoptionCandidate? other))
        {
            ofChildId.Add(candidate.LaChildId!, candidate);
            return;
        }

        bool isBetter = IsUnderOwnId(candidate) || (other.SourcePersonId is null && candidate.SourcePersonId is not null);
        AdoptionCandidate stays = isBetter ? candidate : other;
        AdoptionCandidate leaves = isBetter ? other : candidate;
        ofChildId[candidate.LaChildId!] = stays;
        stays.Reason = AdoptionReason.ChildIdShared;
        leaves.Reason = AdoptionReason.ChildIdTaken;
    }

    private static bool IsUnderOwnId(AdoptionCandidate candidate) => string.Equals(candidate.SourcePersonId?.Trim(), candidate.LaChildId, StringComparison.Ordinal);
}
