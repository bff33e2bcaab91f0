namespace SsdClr.Forbidden;

/// <summary>Memory from the stack: localloc, and the pointer that holds it.</summary>
[Breaks("Pointer", "UnverifiableOpcode")]
public static class StackAllocation
{
    public static unsafe int Zero()
    {
        int* numbers = stackalloc int[4];
        return numbers[0];
    }
}
