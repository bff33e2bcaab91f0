using SsdClr.Payload.Building;

namespace SsdClr.Payload.Takeover;

/// <summary>A row of the national tool's table, read and judged by itself.</summary>
internal sealed class D2iEvidence
{
    private readonly D2iRow _row;

    /// <param name="row">The row.</param>
    /// <param name="trust">What is known of the tool.</param>
    /// <param name="childIdIsLegacyId">True where la_child_id is the legacy id (setting la_child_id_column): the id taken where no payload holds one.</param>
    internal D2iEvidence(D2iRow row, TakeoverTrust trust, bool childIdIsLegacyId)
    {
        _row = row;
        Payload = D2iPayload.TryRead(row.Payload);
        Receipt = D2iReceipt.Read(row.Response, row.SubmittedAt);
        Reason = TakeoverRule.Of(row, Payload, Receipt, trust);
        PersonId = string.IsNullOrWhiteSpace(row.PersonId) ? null : row.PersonId;
        LaChildId = Payload?.LaChildId ?? D2iPayload.TryRead(row.PreviousPayload)?.LaChildId ?? Usable(childIdIsLegacyId ? row.LegacyId : row.PersonId);
        MisChildId = Payload?.MisChildId ?? Usable(row.LegacyId);
    }

    internal TakeoverReason Reason { get; }

    /// <summary>The payload; null where it is no JSON object.</summary>
    internal D2iPayload? Payload { get; }

    /// <summary>The receipt; null for none.</summary>
    internal D2iReceipt? Receipt { get; }

    /// <summary>person_id; null for none.</summary>
    internal string? PersonId { get; }

    /// <summary>What the receiver knows the child by, if it does; null where nothing says.</summary>
    internal string? LaChildId { get; }

    internal string? MisChildId { get; }

    /// <summary>The canonical text of the payload of before; null where there is none, or none that can be read.</summary>
    internal string? PreviousText => D2iPayload.TryRead(_row.PreviousPayload)?.Text;

    /// <summary>Tells the candidates apart; ids hold no line feed.</summary>
    internal string Key => PersonId?.TrimEnd(' ') + "\n" + LaChildId;

    private static string? Usable(string? id) =>
        id?.Trim() is { Length: > 0 } trimmed && RecordId.Fault(trimmed, RecordId.MaximumLength) is null ? trimmed : null;
}
