namespace SsdClr.Forbidden;

/// <summary>A method that returns a reference is not verifiable.</summary>
[Breaks("ReferenceReturn")]
public static class ReferenceReturn
{
    public static ref int First(int[] numbers) => ref numbers[0];
}
