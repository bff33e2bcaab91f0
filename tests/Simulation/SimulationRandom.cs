namespace SsdClr.Simulation;

/// <summary>Numbers that follow from a seed, on every machine and version alike (SplitMix64).</summary>
internal sealed class SimulationRandom(long seed)
{
    private ulong _state = unchecked((ulong)seed * 0x9E3779B97F4A7C15UL) ^ 0xD1B54A32D192ED03UL;

    /// <summary>A number from 0 up to, not including, <paramref name="bound"/>.</summary>
    internal int Below(int bound) => (int)(Next() % (ulong)bound);

    /// <summary>A number within both bounds.</summary>
    internal int Between(int lowest, int highest) => lowest + Below(highest - lowest + 1);

    /// <summary>True in so many of a hundred cases.</summary>
    internal bool Percent(int percent) => Below(100) < percent;

    /// <summary>One of them.</summary>
    internal T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var value = _state;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9UL;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EBUL;
        return value ^ (value >> 31);
    }
}
