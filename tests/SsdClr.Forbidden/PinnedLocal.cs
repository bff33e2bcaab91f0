namespace SsdClr.Forbidden;

/// <summary>A fixed statement: a pinned local and pointer arithmetic.</summary>
[Breaks("Pointer")]
public static class PinnedLocal
{
    public static unsafe int First(int[] numbers)
    {
        fixed (int* first = numbers)
        {
            return *first;
        }
    }
}
