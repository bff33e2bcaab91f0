using System;

namespace SsdClr.Payload.Takeover;

/// <summary>A row of the national tool's staging table (ssd_api_data_staging). What the table has no column for is null.</summary>
internal sealed class D2iRow
{
    /// <summary>person_id: neither unique nor always there.</summary>
    internal string? PersonId { get; set; }

    /// <summary>legacy_id or mis_child_id.</summary>
    internal string? LegacyId { get; set; }

    /// <summary>json_payload: built last; not always what was sent last.</summary>
    internal string? Payload { get; set; }

    /// <summary>previous_json_payload: what the row held when its sender last called it sent, or when it was built again.</summary>
    internal string? PreviousPayload { get; set; }

    /// <summary>partial_json_payload.</summary>
    internal string? PartialPayload { get; set; }

    internal byte[]? CurrentHash { get; set; }

    internal byte[]? PreviousHash { get; set; }

    /// <summary>submission_status, in any case and with any blanks.</summary>
    internal string? Status { get; set; }

    /// <summary>submission_timestamp: of the receipt where there was one, else of the row.</summary>
    internal DateTime? SubmittedAt { get; set; }

    /// <summary>api_response: a receipt, its UUID, or words.</summary>
    internal string? Response { get; set; }

    /// <summary>row_state, in any case.</summary>
    internal string? RowState { get; set; }

    /// <summary>last_updated, on the server's clock.</summary>
    internal DateTime? BuiltAt { get; set; }
}
