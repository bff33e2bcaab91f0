using System;
using System.Runtime.InteropServices;

namespace SsdClr.Forbidden;

/// <summary>Code that is not fully trusted may not call a security-critical member.</summary>
[Breaks("SecurityCritical")]
public static class SecurityCritical
{
    public static int Read(IntPtr address) => Marshal.ReadInt32(address);
}
