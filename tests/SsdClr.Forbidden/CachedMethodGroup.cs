using System;

namespace SsdClr.Forbidden;

/// <summary>The compiler caches a delegate to a static method in a static field.</summary>
[Breaks("StaticField")]
public static class CachedMethodGroup
{
    public static Func<int, int> Twice() => Double;

    private static int Double(int number) => number * 2;
}
