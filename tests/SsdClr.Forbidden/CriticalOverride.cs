using System;
using System.Runtime.Serialization;

namespace SsdClr.Forbidden;

/// <summary>Overrides a security-critical member: the type fails to load in partial trust.</summary>
[Breaks("SecurityCritical")]
public sealed class CriticalOverride : Exception
{
    public override void GetObjectData(SerializationInfo info, StreamingContext context)
    {
    }
}
