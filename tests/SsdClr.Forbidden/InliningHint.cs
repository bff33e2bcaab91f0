using System.Runtime.CompilerServices;

namespace SsdClr.Forbidden;

/// <summary>A hint to the compiler is still a MethodImpl attribute.</summary>
[Breaks("MethodImpl")]
public static class InliningHint
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int One() => 1;
}
