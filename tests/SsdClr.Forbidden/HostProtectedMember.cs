using System;
using System.IO;

namespace SsdClr.Forbidden;

/// <summary>Stream is allowed; this member of it is not.</summary>
[Breaks("HostProtection")]
public static class HostProtectedMember
{
    public static IAsyncResult Begin(Stream stream, byte[] buffer) => stream.BeginRead(buffer, 0, buffer.Length, null, null);
}
