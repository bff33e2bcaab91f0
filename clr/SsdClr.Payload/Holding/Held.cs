using System;
using SsdClr.Json;
using SsdClr.Ledger;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>What csc.staging knows of what the receiver has of a child.</summary>
internal sealed class Held
{
    private readonly ChildPayload? _acknowledged;
    private readonly JsonValue? _tree;

    private Held(ChildPayload? acknowledged, JsonValue? tree, bool isCertain)
    {
        _acknowledged = acknowledged;
        _tree = tree;
        IsCertain = isCertain;
    }

    /// <summary>The payload the receiver confirmed last; null for none, and for one that cannot be compared with.</summary>
    internal ChildPayload? Acknowledged => _acknowledged;

    /// <summary>True where the receiver confirmed the last POST, so that the values of the acknowledged payload are the values it has.</summary>
    internal bool IsCertain { get; }

    /// <summary>
    /// Everything the receiver may have: the acknowledged values, and whatever stands beyond them in <see cref="HeldTree"/>. Null where nothing is known that
    /// can be compared with.
    /// </summary>
    internal JsonValue? Known =>
        _acknowledged is null ? _tree
        : _tree is null ? _acknowledged.Root
        : PayloadUnion.Apart(_acknowledged.Root, _tree);

    /// <summary>The id in the case-management system that was sent last; null for none.</summary>
    internal string? MisChildId => (_tree ?? _acknowledged?.Root)?.Find(PayloadNames.MisChildId) is { Type: JsonTokenType.String } id ? id.Text : null;

    /// <summary>Reads it from a row of csc.staging that has an id the receiver knows the child by.</summary>
    internal static Held Of(StagedChild row, StagedTexts texts) => Read(texts.Acknowledged, texts.Held, row.IsCertain, row.LaChildId!);

    /// <summary>Reads it, as far as it is of that child.</summary>
    /// <param name="acknowledged">The payload the receiver confirmed last; null for none.</param>
    /// <param name="held">The most it may have, where that is more than the acknowledged payload; null where it is exactly that.</param>
    /// <param name="isCertain">True where the receiver confirmed the last POST.</param>
    /// <param name="laChildId">The id the receiver knows the child by; what is of another id is not looked at.</param>
    internal static Held Read(string? acknowledged, string? held, bool isCertain, string laChildId)
    {
        ChildPayload? payload = ChildPayload.TryRead(acknowledged);
        JsonValue? tree = HeldTree.TryRead(held);
        return new Held(
            payload is not null && string.Equals(payload.LaChildId, laChildId, StringComparison.Ordinal) ? payload : null,
            tree is not null && string.Equals(PayloadShape.Child.IdOf(tree), laChildId, StringComparison.Ordinal) ? tree : null,
            isCertain);
    }
}
