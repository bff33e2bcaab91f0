using System.Text;

namespace SsdClr.Local.Database;

/// <summary>The text of a CSV file, and the encoding it was read in.</summary>
internal sealed class CsvText : IDisposable
{
    /// <summary>The decoder puts this noncharacter where bytes are none of the encoding, so that the fault is found at its own line and field.</summary>
    internal const char NotText = '\uFFFF';

    private const int BufferSize = 65536;
    private const int BytesLookedAt = 64;

    private CsvText(Stream stream, Encoding encoding, string? unmarked)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = new DecoderReplacementFallback(NotText.ToString());
        Encoding = encoding.WebName;
        Unmarked = unmarked;
        Reader = new StreamReader(stream, strict, detectEncodingFromByteOrderMarks: false, BufferSize);
    }

    /// <summary>The name of the encoding.</summary>
    public string Encoding { get; }

    /// <summary>The encoding that the bytes seem to be in, though no mark says so and another is given; null for none.</summary>
    public string? Unmarked { get; }

    /// <summary>The text.</summary>
    public TextReader Reader { get; }

    /// <summary>Opens a stream that can be read twice at its beginning.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="encoding">The encoding; null for UTF-16 where its byte order mark stands first, else UTF-8.</param>
    public static CsvText Open(Stream stream, Encoding? encoding)
    {
        Span<byte> start = stackalloc byte[BytesLookedAt];
        ReadOnlySpan<byte> bytes = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        encoding ??= bytes.StartsWith<byte>([0xFF, 0xFE]) ? new UnicodeEncoding()
            : bytes.StartsWith<byte>([0xFE, 0xFF]) ? new UnicodeEncoding(bigEndian: true, byteOrderMark: true)
            : new UTF8Encoding();
        return new CsvText(stream, encoding, encoding is UnicodeEncoding or UTF32Encoding ? null : Unmarked16(bytes));
    }

    // The names of columns are ASCII: in UTF-16 every second byte of them is zero, and no other text of ours has any.
    private static string? Unmarked16(ReadOnlySpan<byte> bytes)
    {
        Span<int> zeros = [0, 0];
        for (var at = 0; at < bytes.Length; at++)
        {
            zeros[at % 2] += bytes[at] == 0 ? 1 : 0;
        }

        return zeros[1] > bytes.Length / 4 ? "utf-16" : zeros[0] > bytes.Length / 4 ? "utf-16BE" : null;
    }

    /// <summary>The encoding of a name, code pages of Windows among them; null where there is none.</summary>
    public static Encoding? EncodingOf(string name)
    {
        System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    public void Dispose() => Reader.Dispose();
}
