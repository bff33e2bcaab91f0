using System.Collections.Generic;

namespace SsdClr.Forbidden;

/// <summary>HashSet may leak when a thread is aborted, says its host protection.</summary>
[Breaks("HostProtection")]
public static class HashSetOfStrings
{
    public static int Count(string[] values) => new HashSet<string>(values).Count;
}
