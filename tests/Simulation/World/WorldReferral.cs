namespace SsdClr.Simulation.World;

/// <summary>A referral and what hangs on it.</summary>
internal sealed class WorldReferral
{
    internal required string Id { get; set; }

    internal required DateOnly Start { get; set; }

    internal DateOnly? End { get; set; }

    internal string? CloseReason { get; set; }

    internal List<WorldRecord> Plans { get; } = [];

    internal List<WorldRecord> Assessments { get; } = [];

    internal List<WorldCarePeriod> CarePeriods { get; } = [];

    /// <summary>The placements of all its periods of care.</summary>
    internal IEnumerable<WorldPlacement> Placements => CarePeriods.SelectMany(period => period.Placements);
}
