using System.Buffers;

namespace SsdClr.Local.Database;

/// <summary>
/// Writes comma-separated values that <see cref="CsvReader"/> reads back exactly: NULL as nothing, the empty string as <c>""</c>, a field in quotes
/// when it needs them, lines ended by CRLF (RFC 4180).
/// </summary>
internal sealed class CsvWriter(TextWriter writer)
{
    private static readonly SearchValues<char> s_needQuotes = SearchValues.Create(",\"\r\n\uFEFF");

    /// <summary>Writes one record.</summary>
    public void Write(ReadOnlySpan<string?> fields)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            if (index > 0)
            {
                writer.Write(',');
            }

            if (fields[index] is { } field)
            {
                Write(field);
            }
        }

        writer.Write("\r\n");
    }

    private void Write(string field)
    {
        // Blanks at either end survive in any reader only between quotes.
        if (field.Length > 0 && field[0] != ' ' && field[^1] != ' ' && field.AsSpan().IndexOfAny(s_needQuotes) < 0)
        {
            writer.Write(field);
            return;
        }

        writer.Write('"');
        writer.Write(field.Replace("\"", "\"\"", StringComparison.Ordinal));
        writer.Write('"');
    }
}
