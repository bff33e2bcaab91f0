using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cla_placement, reached through the child's period of care, or by the child it names.</summary>
internal sealed class Placement
{
    internal Placement(SsdRow row)
    {
        PeriodKey = row.Verbatim(1);
        PlacementId = row.Id(2);
        Start = row.Date(3);
        End = row.Date(4);
        Type = row.Trimmed(5);
        Postcode = row.Trimmed(6);
        ChangeReason = row.Trimmed(7);
        CrossesPersons = row.Flag(8);
    }

    /// <summary>The period of care, as <see cref="CareEpisode.PeriodKey"/>; null where the child has no such period.</summary>
    internal string? PeriodKey { get; }

    internal string? PlacementId { get; }

    internal DateTime? Start { get; }

    internal DateTime? End { get; }

    internal string? Type { get; }

    internal string? Postcode { get; }

    internal string? ChangeReason { get; }

    /// <summary>The row names another child than its period of care does, or the period is held by two children.</summary>
    internal bool CrossesPersons { get; }
}
