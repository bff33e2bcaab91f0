namespace SsdClr.Payload.Change;

/// <summary>What csc.staging knows of what the receiver holds of a child, and what it has staged to be sent.</summary>
internal sealed class HeldTexts
{
    private readonly string? _sent;
    private readonly string? _perhapsHeld;
    private readonly string? _body;
    private readonly string? _wholeBody;

    /// <param name="acknowledged">The payload the receiver confirmed last; null for none.</param>
    /// <param name="sent">The payload that was sent last, where the row still holds it.</param>
    /// <param name="perhapsHeld">All that was sent before it and since the acknowledged one; null for nothing.</param>
    /// <param name="valuesNotCleared">Values that bodies left out, as <see cref="BodyChoice.ValuesNotCleared"/> has them.</param>
    /// <param name="body">The staged body; null where it is the payload, or nothing is to be sent.</param>
    /// <param name="wholeBody">What is sent instead when the child goes a second time; null where that is no other body.</param>
    internal HeldTexts(string? acknowledged, string? sent, string? perhapsHeld, string? valuesNotCleared, string? body, string? wholeBody)
    {
        Acknowledged = acknowledged;
        _sent = sent;
        _perhapsHeld = perhapsHeld;
        _body = body;
        _wholeBody = wholeBody;
        ValuesNotCleared = valuesNotCleared;
    }

    internal string? Acknowledged { get; }

    internal string? ValuesNotCleared { get; }

    /// <summary>True where a payload differs from the one sent last by nothing but ids of nested records.</summary>
    internal bool IsAsSentButForRecordIds(string payload) =>
        ChildPayload.TryRead(_sent) is { } sent && ChildPayload.TryRead(payload) is { } current && ComparisonForm.AreSame(sent.Root, current.Root);

    /// <summary>True where what is staged to be sent is that body already; where the receiver's state is uncertain only whole bodies leave, so only they count.</summary>
    /// <param name="choice">The body.</param>
    /// <param name="payload">The payload of both.</param>
    /// <param name="isCertain">True where the receiver is known to hold the acknowledged payload.</param>
    internal bool IsStaged(BodyChoice choice, string payload, bool isCertain) =>
        string.Equals(_wholeBody ?? _body ?? payload, choice.WholeBody ?? choice.Body ?? payload, System.StringComparison.Ordinal)
        && (!isCertain || string.Equals(_body, choice.Body, System.StringComparison.Ordinal));

    /// <summary>All that was sent since the acknowledged payload, as one payload; null for nothing.</summary>
    internal string? Unconfirmed() => PayloadUnion.OfTexts(_sent, _perhapsHeld);
}
