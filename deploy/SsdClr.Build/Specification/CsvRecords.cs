using System.Globalization;
using SsdClr.Local.Database;

namespace SsdClr.Build.Specification;

/// <summary>CSV by the companion's reader and writer (RFC 4180), blank values as empty texts. Line ends inside a value are refused: no value here has any.</summary>
internal static class CsvRecords
{
    /// <summary>Writes records.</summary>
    /// <param name="records">Records of the same number of values.</param>
    public static string Write(IEnumerable<IReadOnlyList<string>> records)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        var writer = new CsvWriter(text);
        foreach (var record in records)
        {
            writer.Write([.. record.Select(value => value.Length == 0 ? null : value)]);
        }

        return text.ToString();
    }

    /// <summary>Reads records, each with the line it stands on. Blank lines are passed over.</summary>
    /// <param name="file">File as messages show it.</param>
    /// <param name="text">Content, with or without a byte order mark.</param>
    /// <exception cref="BuildException">A quote where none may be.</exception>
    public static IReadOnlyList<(int Line, IReadOnlyList<string> Values)> Read(string file, string text)
    {
        var records = new List<(int, IReadOnlyList<string>)>();
        using var content = new StringReader(text);
        var reader = new CsvReader(content);
        var values = new List<string?>();
        try
        {
            while (reader.Read(values))
            {
                if (values.Exists(value => value?.AsSpan().ContainsAny('\r', '\n') == true))
                {
                    throw Misplaced(file, reader.Line);
                }

                if (values is not [null])
                {
                    records.Add((reader.Line, [.. values.Select(value => value ?? string.Empty)]));
                }
            }
        }
        catch (CsvFormatException fault)
        {
            throw Misplaced(file, fault.Line);
        }

        return records;
    }

    private static BuildException Misplaced(string file, int line) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"{file}:{line}: a quote where none may be. Quote whole values, double quotes inside them, and keep each value on one line."));
}
