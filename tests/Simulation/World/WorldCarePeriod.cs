namespace SsdClr.Simulation.World;

/// <summary>A period of care under a referral: one care episode, and the placements it led to.</summary>
internal sealed class WorldCarePeriod
{
    /// <summary>The id of the care episode, which is not sent.</summary>
    internal required string EpisodeId { get; init; }

    /// <summary>What ties care episode and placements together (clae_cla_id, clap_cla_id); not sent either.</summary>
    internal required string PeriodId { get; set; }

    internal required DateOnly Start { get; init; }

    internal DateOnly? End { get; set; }

    internal string? CeasedReason { get; set; }

    internal List<WorldPlacement> Placements { get; } = [];
}
