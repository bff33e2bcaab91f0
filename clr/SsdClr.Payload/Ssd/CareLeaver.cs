using System;

namespace SsdClr.Payload.Ssd;

/// <summary>A row of ssd_care_leavers.</summary>
internal sealed class CareLeaver
{
    internal CareLeaver(SsdRow row)
    {
        LatestContact = row.Date(1);
        Activity = row.Trimmed(2);
        Accommodation = row.Trimmed(3);
    }

    internal DateTime? LatestContact { get; }

    internal string? Activity { get; }

    internal string? Accommodation { get; }
}
