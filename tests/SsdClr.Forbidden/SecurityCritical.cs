using System;

namespace SsdClr.Forbidden;

/// <summary>Code that is not fully trusted may not call a security-critical member.</summary>
[Breaks("SecurityCritical")]
public static class SecurityCritical
{
    public static void Register() => GC.RegisterForFullGCNotification(10, 10);
}
