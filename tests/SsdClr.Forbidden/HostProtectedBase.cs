using System.ComponentModel;

namespace SsdClr.Forbidden;

/// <summary>A class of ours that inherits from a refused one.</summary>
[Breaks("HostProtection")]
public sealed class HostProtectedBase : CancelEventArgs
{
}
