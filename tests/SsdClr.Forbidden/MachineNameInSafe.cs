using System;

namespace SsdClr.Forbidden;

/// <summary>What the server's machine is called is outside SAFE.</summary>
[Breaks("OutsideSafe")]
public static class MachineNameInSafe
{
    public static string Name() => Environment.MachineName;
}
