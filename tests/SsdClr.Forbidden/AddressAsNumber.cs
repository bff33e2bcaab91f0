namespace SsdClr.Forbidden;

/// <summary>The address of a variable taken as a number.</summary>
[Breaks("Pointer")]
public static class AddressAsNumber
{
    public static unsafe bool IsAligned(int number) => ((long)&number & 3) == 0;
}
