using System.Runtime.InteropServices;

namespace SsdClr.Forbidden;

/// <summary>A call into native code.</summary>
[Breaks("NativeCode")]
public static class NativeCall
{
    [DllImport("kernel32.dll")]
    public static extern uint GetTickCount();
}
