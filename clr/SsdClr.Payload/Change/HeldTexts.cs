namespace SsdClr.Payload.Change;

/// <summary>What csc.staging knows of what the receiver holds of a child.</summary>
internal sealed class HeldTexts
{
    private readonly string? _sent;
    private readonly string? _perhapsHeld;

    /// <param name="acknowledged">The payload the receiver confirmed last; null for none.</param>
    /// <param name="sent">The payload that was sent last, where the row still holds it.</param>
    /// <param name="perhapsHeld">All that was sent before it and since the acknowledged one; null for nothing.</param>
    /// <param name="valuesNotCleared">Values that bodies left out, as <see cref="BodyChoice.ValuesNotCleared"/> has them.</param>
    internal HeldTexts(string? acknowledged, string? sent, string? perhapsHeld, string? valuesNotCleared)
    {
        Acknowledged = acknowledged;
        _sent = sent;
        _perhapsHeld = perhapsHeld;
        ValuesNotCleared = valuesNotCleared;
    }

    internal string? Acknowledged { get; }

    internal string? ValuesNotCleared { get; }

    /// <summary>True where a payload differs from the one sent last by nothing but ids of nested records.</summary>
    internal bool IsAsSentButForRecordIds(string payload) =>
        ChildPayload.TryRead(_sent) is { } sent && ChildPayload.TryRead(payload) is { } current && ComparisonForm.AreSame(sent.Root, current.Root);

    /// <summary>All that was sent since the acknowledged payload, as one payload; null for nothing.</summary>
    internal string? Unconfirmed() => PayloadUnion.OfTexts(_sent, _perhapsHeld);
}
