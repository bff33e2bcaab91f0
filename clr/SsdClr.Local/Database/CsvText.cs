using System.Text;

namespace SsdClr.Local.Database;

/// <summary>The text of a CSV file, and the encoding it was read in.</summary>
internal sealed class CsvText : IDisposable
{
    /// <summary>The decoder puts this noncharacter where bytes are none of the encoding, so that the fault is found at its own line and field.</summary>
    internal const char NotText = '\uFFFF';

    private const int BufferSize = 65536;

    private CsvText(Stream stream, Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = new DecoderReplacementFallback(NotText.ToString());
        Encoding = encoding.WebName;
        Reader = new StreamReader(stream, strict, detectEncodingFromByteOrderMarks: false, BufferSize);
    }

    /// <summary>The name of the encoding.</summary>
    public string Encoding { get; }

    /// <summary>The text.</summary>
    public TextReader Reader { get; }

    /// <summary>Opens a stream that can be read twice at its beginning.</summary>
    /// <param name="stream">The bytes.</param>
    /// <param name="encoding">The encoding; null for UTF-16 where its byte order mark stands first, else UTF-8.</param>
    public static CsvText Open(Stream stream, Encoding? encoding)
    {
        if (encoding is null)
        {
            Span<byte> mark = stackalloc byte[2];
            var length = stream.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
            stream.Position = 0;
            encoding = length < mark.Length ? new UTF8Encoding()
                : mark[0] == 0xFF && mark[1] == 0xFE ? new UnicodeEncoding()
                : mark[0] == 0xFE && mark[1] == 0xFF ? new UnicodeEncoding(bigEndian: true, byteOrderMark: true)
                : new UTF8Encoding();
        }

        return new CsvText(stream, encoding);
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
