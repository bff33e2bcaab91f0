using System.Runtime.CompilerServices;

namespace SsdClr.Forbidden;

/// <summary>A lock taken by an attribute.</summary>
[Breaks("MethodImpl")]
public static class SynchronizedMethod
{
    [MethodImpl(MethodImplOptions.Synchronized)]
    public static int One() => 1;
}
