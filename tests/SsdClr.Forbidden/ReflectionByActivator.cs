using System;

namespace SsdClr.Forbidden;

/// <summary>Makes an object of a type known only at run time.</summary>
[Breaks("Reflection")]
public static class ReflectionByActivator
{
    public static object Make(Type type) => Activator.CreateInstance(type);
}
