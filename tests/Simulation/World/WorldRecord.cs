namespace SsdClr.Simulation.World;

/// <summary>A row of SSD with an id and two dates: a CIN plan or an assessment.</summary>
internal sealed class WorldRecord
{
    internal required string Id { get; set; }

    internal required DateOnly Start { get; set; }

    internal DateOnly? End { get; set; }
}
