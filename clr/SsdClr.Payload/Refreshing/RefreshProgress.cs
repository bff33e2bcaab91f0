namespace SsdClr.Payload.Refreshing;

/// <summary>How far a refresh is.</summary>
internal readonly struct RefreshProgress
{
    internal RefreshProgress(int rangesDone, int ranges, int personsRead)
    {
        RangesDone = rangesDone;
        Ranges = ranges;
        PersonsRead = personsRead;
    }

    /// <summary>Ranges of persons read and staged.</summary>
    internal int RangesDone { get; }

    /// <summary>Ranges there are.</summary>
    internal int Ranges { get; }

    /// <summary>Persons read.</summary>
    internal int PersonsRead { get; }
}
