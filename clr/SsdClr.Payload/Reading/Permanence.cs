using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_permanence, as far as adoption goes.</summary>
internal sealed class Permanence
{
    internal Permanence(SsdRow row)
    {
        RowId = row.TrimmedVerbatim(1);
        Decision = row.Date(2);
        Matched = row.Date(3);
        Placed = row.Date(4);
        IsAmbiguous = row.Flag(5);
        PeriodKey = row.Verbatim(6);
    }

    internal string? RowId { get; }

    internal DateTime? Decision { get; }

    internal DateTime? Matched { get; }

    internal DateTime? Placed { get; }

    /// <summary>The row points at two children, so it is sent for neither.</summary>
    internal bool IsAmbiguous { get; }

    /// <summary>The period of care, as <see cref="CareEpisode.PeriodKey"/>; null where the row was reached by perm_person_id, for its perm_cla_id is blank or unknown.</summary>
    internal string? PeriodKey { get; }
}
