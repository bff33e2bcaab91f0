using System;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Refreshing;

/// <summary>The texts of a row of csc.staging that what is to be sent is made from and compared with.</summary>
internal sealed class StagedTexts
{
    private readonly string? _payload;
    private readonly string? _body;
    private readonly string? _partialBody;
    private readonly string? _held;
    private readonly string? _heldIfSent;
    private readonly string? _heldIfAccepted;

    internal StagedTexts(string? acknowledged, string? held, string? payload, string? body, string? partialBody, string? heldIfSent, string? heldIfAccepted)
    {
        Acknowledged = acknowledged;
        _held = held;
        _payload = payload;
        _body = body;
        _partialBody = partialBody;
        _heldIfSent = heldIfSent;
        _heldIfAccepted = heldIfAccepted;
    }

    /// <summary>The payload the receiver confirmed last; null for none.</summary>
    internal string? Acknowledged { get; }

    /// <summary>What is known of what the receiver has.</summary>
    /// <param name="isCertain">True where the receiver confirmed the last POST.</param>
    /// <param name="laChildId">The id the receiver knows the child by.</param>
    internal Held Held(bool isCertain, string laChildId) => Holding.Held.Read(Acknowledged, _held, isCertain, laChildId);

    /// <summary>True where a payload differs from the staged one by nothing but ids of nested records.</summary>
    internal bool IsStagedButForRecordIds(string payload) =>
        ChildPayload.TryRead(_payload) is { } staged && ChildPayload.TryRead(payload) is { } current && ComparisonForm.AreSame(staged.Root, current.Root);

    /// <summary>
    /// True where that body is staged already, and what the receiver may have then. Both trees stay right while the body does: only whether they are there is
    /// asked, which they are not in a row that was accepted since.
    /// </summary>
    internal bool HasBody(StagedBody body) =>
        string.Equals(_body, body.Whole, StringComparison.Ordinal)
        && string.Equals(_partialBody, body.Partial, StringComparison.Ordinal)
        && (_heldIfSent is null) == (body.HeldIfSent is null)
        && (_heldIfAccepted is null) == (body.HeldIfAccepted is null);
}
