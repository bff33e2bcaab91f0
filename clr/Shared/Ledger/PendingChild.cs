namespace SsdClr.Ledger;

/// <summary>A row of csc.staging that is to be sent, as it was read.</summary>
internal sealed class PendingChild
{
    internal PendingChild(string personId, string childId, ChildChange change, byte[]? payloadHash, string? payload, string? body, string? partialBody, int attempts, bool isResend)
    {
        PersonId = personId;
        ChildId = childId;
        Change = change;
        PayloadHash = payloadHash;
        Payload = payload;
        Body = body;
        Content = (isResend ? null : partialBody) ?? body ?? payload ?? string.Empty;
        Attempts = attempts;
        IsResend = isResend;
    }

    /// <summary>Key of the row.</summary>
    internal string PersonId { get; }

    /// <summary>The la_child_id under which it is sent.</summary>
    internal string ChildId { get; }

    /// <summary>What it is to the receiver.</summary>
    internal ChildChange Change { get; }

    /// <summary>SHA-256 of the payload; null for a purge.</summary>
    internal byte[]? PayloadHash { get; }

    /// <summary>What SSD says of the child: what is acknowledged once the receiver has accepted <see cref="Content"/>.</summary>
    internal string? Payload { get; }

    /// <summary>The whole body, where that is not the payload; null where it is.</summary>
    internal string? Body { get; }

    /// <summary>What is sent. A partial body leaves once: after that it is not certain any more what the receiver has, and the child goes whole.</summary>
    internal string Content { get; }

    /// <summary>POSTs of it before this one that ended without a clear answer.</summary>
    internal int Attempts { get; }

    /// <summary>The receiver may have had this content before: it was sent already, or was in a POST whose outcome is unknown.</summary>
    internal bool IsResend { get; }

    /// <summary>True where the receiver is told to purge the child.</summary>
    internal bool IsPurge => Change == ChildChange.Purge;

    /// <summary>The same child, sent once more.</summary>
    internal PendingChild AsResend() => new(PersonId, ChildId, Change, PayloadHash, Payload, Body, partialBody: null, Attempts, isResend: true);
}
