using System;
using System.Collections.Generic;

namespace SsdClr.Forbidden;

/// <summary>A refused type inside another's type arguments.</summary>
[Breaks("HostProtection")]
public sealed class HostProtectedGenericArgument
{
    private readonly Dictionary<string, List<Lazy<int>>>? values;
}
