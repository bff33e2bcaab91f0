using System;
using System.Collections.Generic;
using SsdClr.Data;

namespace SsdClr.Payload.Takeover;

/// <summary>The children of the national tool's table with what is taken over of each and why: rows judged by themselves, then against one another.</summary>
internal sealed class TakeoverJudgement : IComparer<TakeoverCandidate>
{
    private const string SeveralOwners = "";

    private readonly Dictionary<string, TakeoverCandidate> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ownerOfReceipt = new(StringComparer.Ordinal);

    /// <summary>Takes a row in.</summary>
    internal void Add(D2iEvidence evidence)
    {
        string key = evidence.Key;
        if (!_byKey.TryGetValue(key, out TakeoverCandidate? candidate))
        {
            candidate = new TakeoverCandidate(evidence.PersonId, evidence.LaChildId);
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
    internal TakeoverCandidate? Find(D2iEvidence evidence) => _byKey.TryGetValue(evidence.Key, out TakeoverCandidate? candidate) ? candidate : null;

    /// <summary>Compares the rows with one another, once all are in. In the order of the keys they have in csc.staging.</summary>
    internal List<TakeoverCandidate> Complete()
    {
        var all = new List<TakeoverCandidate>(_byKey.Values);
        all.Sort(this);
        var ofPerson = new Dictionary<string, TakeoverCandidate>(StringComparer.Ordinal);
        foreach (TakeoverCandidate candidate in all)
        {
            if (candidate.IsAcknowledged && _ownerOfReceipt[candidate.Receipt!.Uuid].Length == SeveralOwners.Length)
            {
                candidate.Reason = TakeoverReason.ReceiptShared;
            }

            if (candidate.IsTakenOver && candidate.LaChildId is null)
            {
                candidate.Reason = TakeoverReason.NoChildId;
            }

            if (candidate.IsTakenOver && candidate.PersonId.Length > DeclaredLength.PersonId)
            {
                candidate.Reason = TakeoverReason.PersonIdTooLong;
            }

            // One person, several ids: the receiver may hold the child under each.
            if (candidate.IsTakenOver && candidate.SourcePersonId is not null)
            {
                ShareThePerson(ofPerson, candidate);
            }
        }

        var ofChildId = new Dictionary<string, TakeoverCandidate>(StringComparer.Ordinal);
        foreach (TakeoverCandidate candidate in all)
        {
            if (candidate.IsTakenOver)
            {
                ShareTheChildId(ofChildId, candidate);
            }
        }

        all.Sort(this);
        return all;
    }

    /// <inheritdoc/>
    public int Compare(TakeoverCandidate? x, TakeoverCandidate? y)
    {
        int byPerson = string.CompareOrdinal(x?.PersonId, y?.PersonId);
        return byPerson != 0 ? byPerson : string.CompareOrdinal(x?.LaChildId, y?.LaChildId);
    }

    private static void ShareThePerson(Dictionary<string, TakeoverCandidate> ofPerson, TakeoverCandidate candidate)
    {
        string person = candidate.SourcePersonId!.TrimEnd(' ');
        if (!ofPerson.TryGetValue(person, out TakeoverCandidate? other))
        {
            ofPerson.Add(person, candidate);
            return;
        }

        TakeoverCandidate stays = IsUnderOwnId(candidate) ? candidate : other;
        TakeoverCandidate leaves = ReferenceEquals(stays, candidate) ? other : candidate;
        ofPerson[person] = stays;
        stays.Reason = TakeoverReason.SeveralRows;
        leaves.Reason = TakeoverReason.SeveralRows;
        leaves.LeaveBehind();
    }

    // The receiver holds one child by that id, and nobody knows whose record it is.
    private static void ShareTheChildId(Dictionary<string, TakeoverCandidate> ofChildId, TakeoverCandidate candidate)
    {
        if (!ofChildId.TryGetValue(candidate.LaChildId!, out TakeoverCandidate? other))
        {
            ofChildId.Add(candidate.LaChildId!, candidate);
            return;
        }

        bool isBetter = IsUnderOwnId(candidate) || (other.SourcePersonId is null && candidate.SourcePersonId is not null);
        TakeoverCandidate stays = isBetter ? candidate : other;
        TakeoverCandidate leaves = isBetter ? other : candidate;
        ofChildId[candidate.LaChildId!] = stays;
        stays.Reason = TakeoverReason.ChildIdShared;
        leaves.Reason = TakeoverReason.ChildIdTaken;
    }

    private static bool IsUnderOwnId(TakeoverCandidate candidate) => string.Equals(candidate.SourcePersonId?.Trim(), candidate.LaChildId, StringComparison.Ordinal);
}
