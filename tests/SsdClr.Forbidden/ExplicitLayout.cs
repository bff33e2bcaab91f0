using System.Runtime.InteropServices;

namespace SsdClr.Forbidden;

/// <summary>Two fields in the same bytes.</summary>
[Breaks("ExplicitLayout")]
[StructLayout(LayoutKind.Explicit)]
public struct ExplicitLayout
{
    [FieldOffset(0)]
    public int Number;

    [FieldOffset(0)]
    public float Fraction;
}
