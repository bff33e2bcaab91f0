using System.Runtime.InteropServices;

namespace SsdClr.Forbidden;

/// <summary>A COM class is native code too.</summary>
[Breaks("NativeCode")]
[ComImport]
[Guid("7D5A2C4E-1B6F-4C3A-9A55-0D2A4F2B7E10")]
[InterfaceType(ComInterfaceType.InterfaceIsIUnknown)]
public interface ComImport
{
}
