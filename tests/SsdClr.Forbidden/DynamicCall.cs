namespace SsdClr.Forbidden;

/// <summary>A late-bound call: call sites, a library that is not supported, static caches.</summary>
[Breaks("Dynamic", "Reference", "StaticField")]
public static class DynamicCall
{
    public static int Length(dynamic value) => value.Length;
}
