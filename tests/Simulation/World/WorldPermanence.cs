namespace SsdClr.Simulation.World;

/// <summary>A permanence row, as far as adoption goes; its id is not sent.</summary>
internal sealed class WorldPermanence
{
    internal required string Id { get; init; }

    internal DateOnly? Decision { get; set; }

    internal DateOnly? Matched { get; set; }

    internal DateOnly? Placed { get; set; }

    /// <summary>The date that says which of several is sent.</summary>
    internal DateOnly? Latest => Placed ?? Matched ?? Decision;
}
