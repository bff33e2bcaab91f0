namespace SsdClr.Forbidden;

/// <summary>A static property that can be set has a static field that can be.</summary>
[Breaks("StaticField")]
public static class StaticAutoProperty
{
    public static string? Name { get; set; }
}
