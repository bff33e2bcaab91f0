using System;

namespace SsdClr.Payload.Takeover;

/// <summary>A row of the national tool's staging table (ssd_api_data_staging). What the table has no column for is null.</summary>
internal sealed class D2iRow
{
    internal D2iRow(
        string? personId,
        string? legacyId,
        string? payload,
        string? previousPayload,
        string? partialPayload,
        byte[]? currentHash,
        byte[]? previousHash,
        string? status,
        DateTime? submittedAt,
        string? response,
        string? rowState,
        DateTime? builtAt)
    {
        PersonId = personId;
        LegacyId = legacyId;
        Payload = payload;
        PreviousPayload = previousPayload;
        PartialPayload = partialPayload;
        CurrentHash = currentHash;
        PreviousHash = previousHash;
        Status = status;
        SubmittedAt = submittedAt;
        Response = response;
        RowState = rowState;
        BuiltAt = builtAt;
    }

    /// <summary>person_id: neither unique nor always there.</summary>
    internal string? PersonId { get; }

    /// <summary>legacy_id or mis_child_id.</summary>
    internal string? LegacyId { get; }

    /// <summary>json_payload: built last; not always what was sent last.</summary>
    internal string? Payload { get; }

    /// <summary>previous_json_payload: what the row held when its sender last called it sent, or when it was built again.</summary>
    internal string? PreviousPayload { get; }

    /// <summary>partial_json_payload.</summary>
    internal string? PartialPayload { get; }

    internal byte[]? CurrentHash { get; }

    internal byte[]? PreviousHash { get; }

    /// <summary>submission_status, in any case and with any blanks.</summary>
    internal string? Status { get; }

    /// <summary>submission_timestamp: of the receipt where there was one, else of the row.</summary>
    internal DateTime? SubmittedAt { get; }

    /// <summary>api_response: a receipt, its UUID, or words.</summary>
    internal string? Response { get; }

    /// <summary>row_state, in any case.</summary>
    internal string? RowState { get; }

    /// <summary>last_updated, on the server's clock.</summary>
    internal DateTime? BuiltAt { get; }
}
