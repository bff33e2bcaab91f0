using System;

namespace SsdClr.Ledger;

/// <summary>A child that another tool sent: what the receiver confirmed of it, or else the most that the receiver may have.</summary>
internal sealed class TakenOverChild
{
    private TakenOverChild(string personId, string laChildId, string? held)
    {
        PersonId = personId;
        LaChildId = laChildId;
        Held = held;
    }

    internal string PersonId { get; }

    internal string LaChildId { get; }

    /// <summary>The most that the receiver may have; null where that is exactly the acknowledged payload.</summary>
    internal string? Held { get; }

    /// <summary>The payload that the receiver confirmed; null where that is not known.</summary>
    internal string? Payload { get; private set; }

    /// <summary>SHA-256 of that payload.</summary>
    internal byte[]? Hash { get; private set; }

    /// <summary>The receiver's receipt for it.</summary>
    internal string? Receipt { get; private set; }

    /// <summary>When the receiver gave it.</summary>
    internal DateTime? AcknowledgedAt { get; private set; }

    /// <summary>True where it is known what the receiver confirmed.</summary>
    internal bool IsAcknowledged => Payload is not null;

    /// <summary>The receiver has exactly that payload.</summary>
    internal static TakenOverChild Acknowledged(string personId, string laChildId, string payload, byte[] hash, string receipt, DateTime at) =>
        new(personId, laChildId, held: null) { Payload = payload, Hash = hash, Receipt = receipt, AcknowledgedAt = at };

    /// <summary>It was sent, and nothing proves what of it the receiver has.</summary>
    internal static TakenOverChild Sent(string personId, string laChildId, string held) => new(personId, laChildId, held);
}
