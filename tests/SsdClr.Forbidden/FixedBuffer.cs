namespace SsdClr.Forbidden;

/// <summary>A buffer inside a struct, reached by address.</summary>
[Breaks("Pointer")]
public unsafe struct FixedBuffer
{
    public fixed byte Bytes[8];

    public byte First() => Bytes[0];
}
