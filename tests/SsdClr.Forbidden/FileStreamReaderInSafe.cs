using System.IO;

namespace SsdClr.Forbidden;

/// <summary>A StreamReader over a stream is harmless; this one opens a file.</summary>
[Breaks("OutsideSafe")]
public static class FileStreamReaderInSafe
{
    public static TextReader Open(string path) => new StreamReader(path);
}
