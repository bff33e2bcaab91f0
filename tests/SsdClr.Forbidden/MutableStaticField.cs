namespace SsdClr.Forbidden;

/// <summary>A static field that can be written to.</summary>
[Breaks("StaticField")]
public static class MutableStaticField
{
    public static int Count;
}
