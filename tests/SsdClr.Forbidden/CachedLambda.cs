using System;

namespace SsdClr.Forbidden;

/// <summary>The compiler caches a lambda that captures nothing in a static field.</summary>
[Breaks("StaticField")]
public static class CachedLambda
{
    public static Func<int, int> Double() => number => number * 2;
}
