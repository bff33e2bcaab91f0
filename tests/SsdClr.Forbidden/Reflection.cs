using System;

namespace SsdClr.Forbidden;

/// <summary>Finds a method by its name.</summary>
[Breaks("Reflection")]
public static class Reflection
{
    public static object? Invoke(object target) => target.GetType().GetMethod("Run")?.Invoke(target, null);
}
