using System;

namespace SsdClr.Forbidden;

/// <summary>State a thread: SQL Server's threads are not the caller's.</summary>
[Breaks("Attribute")]
public static class ThreadStaticField
{
    [ThreadStatic]
    public static readonly int Count;
}
