using System.IO;

namespace SsdClr.Forbidden;

/// <summary>The disk is outside SAFE.</summary>
[Breaks("OutsideSafe")]
public static class FileInSafe
{
    public static bool Exists(string path) => File.Exists(path);
}
