using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_immigration_status.</summary>
internal sealed class ImmigrationStatus
{
    internal ImmigrationStatus(SsdRow row)
    {
        RowId = row.TrimmedVerbatim(1);
        Status = row.Trimmed(2);
        Start = row.Date(3);
        End = row.Date(4);
    }

    internal string? RowId { get; }

    internal string? Status { get; }

    internal DateTime? Start { get; }

    internal DateTime? End { get; }
}
