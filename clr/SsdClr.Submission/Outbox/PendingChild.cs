using SsdClr.Staging;

namespace SsdClr.Submission.Outbox;

/// <summary>A row of csc.staging that is to be sent, as it was read.</summary>
internal sealed class PendingChild
{
    internal PendingChild(string personId, string childId, string change, byte[]? payloadHash, string? payload, string? body, string? wholeBody, int attempts, bool isResend)
    {
        PersonId = personId;
        ChildId = childId;
        Change = change;
        PayloadHash = payloadHash;
        Payload = payload;
        Body = body;
        WholeBody = wholeBody;
        Content = (isResend ? wholeBody ?? body : body) ?? payload ?? string.Empty;
        Attempts = attempts;
        IsResend = isResend;
    }

    /// <summary>Key of the row.</summary>
    internal string PersonId { get; }

    /// <summary>The la_child_id under which it is sent.</summary>
    internal string ChildId { get; }

    /// <summary>One of <see cref="ChildChange"/>.</summary>
    internal string Change { get; }

    /// <summary>SHA-256 of the payload; null where there is none.</summary>
    internal byte[]? PayloadHash { get; }

    /// <summary>What SSD says of the child: what the receiver holds once it has accepted <see cref="Content"/>.</summary>
    internal string? Payload { get; }

    /// <summary>What is sent where that is not the payload; null where it is.</summary>
    internal string? Body { get; }

    /// <summary>What is sent from the second time on, where the body is a partial one; null where it is the same.</summary>
    internal string? WholeBody { get; }

    /// <summary>
    /// What is sent: the body, or the payload where there is no other body. A partial body leaves once: after that it is not certain any more what
    /// the receiver holds, and the child goes whole.
    /// </summary>
    internal string Content { get; }

    /// <summary>POSTs of it before this one that ended without a clear answer.</summary>
    internal int Attempts { get; }

    /// <summary>The receiver may have had this content before: it was sent already, or was in a POST whose outcome is unknown.</summary>
    internal bool IsResend { get; }

    /// <summary>True where the receiver is told to purge the child.</summary>
    internal bool IsDeletion => string.Equals(Change, ChildChange.Deleted, System.StringComparison.Ordinal);

    /// <summary>The same child, sent once more.</summary>
    internal PendingChild AsResend() => new(PersonId, ChildId, Change, PayloadHash, Payload, Body, WholeBody, Attempts, isResend: true);
}
