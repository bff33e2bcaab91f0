using System;

namespace SsdClr.Payload.Ssd;

/// <summary>A row of ssd_immigration_status.</summary>
internal sealed class ImmigrationStatus
{
    internal ImmigrationStatus(SsdRow row)
    {
        Status = row.Trimmed(1);
        Start = row.Date(2);
        End = row.Date(3);
    }

    internal string? Status { get; }

    internal DateTime? Start { get; }

    internal DateTime? End { get; }
}
