namespace SsdClr.Simulation.World;

/// <summary>A placement of a child who is looked after.</summary>
internal sealed class WorldPlacement
{
    internal required string Id { get; set; }

    internal required DateOnly Start { get; init; }

    internal DateOnly? End { get; set; }

    internal string? Type { get; set; }

    internal string? ChangeReason { get; set; }
}
