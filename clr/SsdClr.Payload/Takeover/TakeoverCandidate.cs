using System;
using SsdClr.Ledger;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Refreshing;

namespace SsdClr.Payload.Takeover;

/// <summary>What the rows of one person under one la_child_id say together. Texts are kept only while they are written.</summary>
/// <param name="sourcePersonId">person_id as the table has it; null for none.</param>
/// <param name="laChildId">What the receiver knows the child by; null where nothing says.</param>
internal sealed class TakeoverCandidate(string? sourcePersonId, string? laChildId)
{
    private byte[]? _payloadHash;
    private bool _isAgreed = true;
    private string? _text;
    private JsonValue? _held;
    private int _rowsRead;

    /// <summary>person_id as the table has it; null for none.</summary>
    internal string? SourcePersonId { get; } = sourcePersonId;

    /// <summary>The key in csc.staging: the person, or the id that stayed behind.</summary>
    internal string PersonId { get; private set; } = sourcePersonId?.TrimEnd(' ') ?? (laChildId is null ? string.Empty : ChildIdRegister.FormerKey(laChildId));

    internal string? LaChildId { get; } = laChildId;

    internal string? MisChildId { get; private set; }

    /// <summary>Why it is taken over, or not.</summary>
    internal TakeoverReason Reason { get; set; } = TakeoverReason.NeverTried;

    /// <summary>How many rows there are.</summary>
    internal int Rows { get; private set; }

    /// <summary>The latest receipt; null for none.</summary>
    internal D2iReceipt? Receipt { get; private set; }

    /// <summary>True where the payload counts as acknowledged.</summary>
    internal bool IsAcknowledged => ReferenceEquals(Reason, TakeoverReason.Proven);

    /// <summary>True where it becomes a row of csc.staging.</summary>
    internal bool IsTakenOver => !string.Equals(Reason.Verdict, TakeoverVerdict.Nothing, StringComparison.Ordinal);

    /// <summary>The row of csc.staging, once the texts have been read.</summary>
    internal TakenOverChild ToRow() => IsAcknowledged
        ? TakenOverChild.Acknowledged(PersonId, LaChildId!, _text!, _payloadHash!, Receipt!.Text, Receipt.Moment)
        : TakenOverChild.Sent(PersonId, LaChildId!, (_held ?? HeldTree.OfIds(LaChildId!, MisChildId)).ToText());

    /// <summary>Takes a row in. Rows that do not say the same leave unknown what the receiver holds.</summary>
    internal void Add(D2iEvidence evidence)
    {
        byte[]? hash = evidence.Payload?.Hash();
        _isAgreed &= Rows == 0 || (ReferenceEquals(evidence.Reason, Reason) && ContentHash.AreSame(hash, _payloadHash));
        bool wasSent = IsTakenOver || !ReferenceEquals(evidence.Reason, TakeoverReason.NeverTried);
        Reason = !_isAgreed && wasSent ? TakeoverReason.SeveralRows : evidence.Reason;
        MisChildId ??= evidence.MisChildId;
        if (evidence.Receipt is not null && (Receipt is null || evidence.Receipt.Moment > Receipt.Moment))
        {
            Receipt = evidence.Receipt;
        }

        _payloadHash = hash;
        Rows++;
    }

    /// <summary>Gives it a row of its own: the person is known by another id too.</summary>
    internal void LeaveBehind() => PersonId = ChildIdRegister.FormerKey(LaChildId!);

    /// <summary>Takes the text of a row in, when it is read again to be written.</summary>
    internal void AddText(D2iEvidence evidence)
    {
        _rowsRead++;
        if (IsAcknowledged)
        {
            _text = ContentHash.AreSame(evidence.Payload?.Hash(), _payloadHash) ? evidence.Payload!.Text : null;
        }
        else if (!ReferenceEquals(evidence.Reason, TakeoverReason.NeverTried))
        {
            Hold(evidence.PreviousText);
            Hold(evidence.Payload?.Text);
        }
    }

    /// <summary>True where the rows were read again as they were the first time.</summary>
    internal bool IsAsJudged => _rowsRead == Rows && (!IsAcknowledged || _text is not null);

    /// <summary>Lets go of the texts.</summary>
    internal void Forget()
    {
        _text = null;
        _held = null;
    }

    private void Hold(string? text)
    {
        if (ChildPayload.TryRead(text) is { } payload && string.Equals(payload.LaChildId, LaChildId, StringComparison.Ordinal))
        {
            JsonValue sent = HeldTree.Of(payload.Root);
            _held = _held is null ? sent : HeldTree.Union(sent, _held);
        }
    }
}
