namespace SsdClr.Payload.Scrambling;

/// <summary>Numbers below a size, from 64 bits drawn.</summary>
internal static class Draw
{
    /// <summary>The upper part of bits times size: as even as the remainder, and no division.</summary>
    internal static ulong Below(ulong size, ulong drawn) => size <= uint.MaxValue
        ? (((drawn >> 32) * size) + (((drawn & uint.MaxValue) * size) >> 32)) >> 32
        : Remainder(size, drawn);

    /// <summary>The sum of two numbers below a size, or the size itself, beginning with 0 again.</summary>
    internal static ulong Sum(ulong number, ulong other, ulong size)
    {
        ulong sum = number + other;
        return sum >= size ? sum - size : sum;
    }

    // Apart, so that what is nearly always asked for is short enough to be compiled into its callers.
    private static ulong Remainder(ulong size, ulong drawn) => drawn % size;
}
