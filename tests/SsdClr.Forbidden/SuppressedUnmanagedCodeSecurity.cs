using System.Security;

namespace SsdClr.Forbidden;

/// <summary>Waives the stack walk before native code.</summary>
[Breaks("Attribute")]
[SuppressUnmanagedCodeSecurity]
public static class SuppressedUnmanagedCodeSecurity
{
}
