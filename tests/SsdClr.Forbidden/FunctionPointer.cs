namespace SsdClr.Forbidden;

/// <summary>A call through a function pointer: calli.</summary>
[Breaks("Pointer", "UnverifiableOpcode")]
public static unsafe class FunctionPointer
{
    public static int Call(delegate*<int> function) => function();
}
