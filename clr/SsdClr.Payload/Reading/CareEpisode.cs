using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cla_episodes: a stretch of a period of care with one legal status and one placement.</summary>
internal sealed class CareEpisode
{
    internal CareEpisode(SsdRow row)
    {
        EpisodeId = row.TrimmedVerbatim(1);
        PeriodKey = row.Verbatim(2);
        ReferralId = row.Verbatim(3);
        PlacementId = row.Verbatim(4);
        NamesAPlacement = row.Flag(5);
        Start = row.Date(6);
        StartReason = row.Trimmed(7);
        Ceased = row.Date(8);
        CeasedReason = row.Trimmed(9);
        CrossesPersons = row.Flag(10);
    }

    internal string? EpisodeId { get; }

    /// <summary>One text for all care episodes of this child's period of care (clae_cla_id); null where they name no period.</summary>
    internal string? PeriodKey { get; }

    /// <summary>The child's own referral it belongs to; null where it names none, or another child's.</summary>
    internal string? ReferralId { get; }

    /// <summary>The placement it names, spelled as in ssd_cla_placement; null where there is none of that id.</summary>
    internal string? PlacementId { get; }

    /// <summary>The row holds some placement id, known or not.</summary>
    internal bool NamesAPlacement { get; }

    internal DateTime? Start { get; }

    internal string? StartReason { get; }

    internal DateTime? Ceased { get; }

    internal string? CeasedReason { get; }

    /// <summary>The referral it names is another child's.</summary>
    internal bool CrossesPersons { get; }
}
