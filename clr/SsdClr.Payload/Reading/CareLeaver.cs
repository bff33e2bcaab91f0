using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_care_leavers.</summary>
internal sealed class CareLeaver
{
    internal CareLeaver(SsdRow row)
    {
        RowId = row.TrimmedVerbatim(1);
        LatestContact = row.Date(2);
        Activity = row.Trimmed(3);
        Accommodation = row.Trimmed(4);
    }

    internal string? RowId { get; }

    internal DateTime? LatestContact { get; }

    internal string? Activity { get; }

    internal string? Accommodation { get; }
}
