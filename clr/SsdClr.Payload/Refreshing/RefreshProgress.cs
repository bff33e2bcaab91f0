namespace SsdClr.Payload.Refreshing;

/// <summary>How far a refresh is.</summary>
internal readonly struct RefreshProgress(int rangesDone, int ranges, int personsRead)
{
    /// <summary>Ranges of persons read and staged.</summary>
    internal int RangesDone { get; } = rangesDone;

    /// <summary>Ranges there are.</summary>
    internal int Ranges { get; } = ranges;

    /// <summary>Persons read.</summary>
    internal int PersonsRead { get; } = personsRead;
}
