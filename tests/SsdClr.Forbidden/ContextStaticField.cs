using System;

namespace SsdClr.Forbidden;

/// <summary>State a context.</summary>
[Breaks("Attribute")]
public static class ContextStaticField
{
    [ContextStatic]
    public static readonly int Count;
}
