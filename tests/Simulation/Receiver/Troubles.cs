namespace SsdClr.Simulation.Receiver;

/// <summary>What goes wrong at the receivers and on the way to them at present.</summary>
internal sealed class Troubles
{
    /// <summary>So many of a hundred requests meet some fault.</summary>
    internal int FaultPercent { get; set; }

    /// <summary>Children that are refused whatever is sent of them.</summary>
    internal SortedSet<string> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Children whose content a gateway does not let through: status 403.</summary>
    internal SortedSet<string> Forbidden { get; } = new(StringComparer.Ordinal);

    /// <summary>How a refusal is worded.</summary>
    internal RefusalStyle Style { get; set; }

    /// <summary>The most bytes of a body; more is 413.</summary>
    internal int MaximumBytes { get; set; } = int.MaxValue;

    /// <summary>How long tokens are good for, in seconds.</summary>
    internal int TokenSeconds { get; set; } = 3600;

    /// <summary>Everything works.</summary>
    internal void Cease()
    {
        FaultPercent = 0;
        Forbidden.Clear();
        MaximumBytes = int.MaxValue;
        TokenSeconds = 3600;
    }
}
