namespace SsdClr.Forbidden;

/// <summary>Memory from the stack: localloc.</summary>
[Breaks("UnverifiableOpcode")]
public static class StackAllocation
{
    public static unsafe int Zero()
    {
        int* numbers = stackalloc int[4];
        return numbers[0];
    }
}
