using System.Text;

namespace SsdClr.Json;

/// <summary>A JSON text in UTF-8, in a buffer that others write to: it is gone with the next text.</summary>
/// <param name="buffer">Holds the text from its beginning.</param>
/// <param name="length">Bytes of it.</param>
internal sealed class Utf8Text(byte[] buffer, int length)
{
    /// <summary>The bytes, the first <see cref="Length"/> of which count.</summary>
    internal byte[] Buffer { get; } = buffer;

    /// <summary>Bytes of the text.</summary>
    internal int Length { get; } = length;

    /// <summary>The text as UTF-16.</summary>
    internal string ToText() => Encoding.UTF8.GetString(Buffer, 0, Length);
}
