using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_cin_episodes: a child in need episode, opened by a referral.</summary>
internal sealed class CinEpisode
{
    internal CinEpisode(SsdRow row)
    {
        ReferralId = row.Id(1);
        ReferralDate = row.Date(2);
        ReferralSource = row.Trimmed(3);
        CloseDate = row.Date(4);
        CloseReason = row.Trimmed(5);
        NoFurtherAction = row.Trimmed(6);
    }

    /// <summary>The id as held; rows of other tables that belong to it carry this very spelling.</summary>
    internal string? ReferralId { get; }

    internal DateTime? ReferralDate { get; }

    internal string? ReferralSource { get; }

    internal DateTime? CloseDate { get; }

    internal string? CloseReason { get; }

    internal string? NoFurtherAction { get; }
}
