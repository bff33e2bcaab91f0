namespace SsdClr.Forbidden;

/// <summary>A pointer in a signature.</summary>
[Breaks("Pointer")]
public static unsafe class PointerParameter
{
    public static int Read(int* address) => *address;
}
