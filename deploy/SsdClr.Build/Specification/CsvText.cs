using System.Globalization;
using System.Text;

namespace SsdClr.Build.Specification;

/// <summary>CSV as RFC 4180 has it: commas, quotes where needed, CRLF. Line ends inside a value are refused: no value here has any.</summary>
internal static class CsvText
{
    /// <summary>Writes records.</summary>
    /// <param name="records">Records of the same number of values.</param>
    public static string Write(IEnumerable<IReadOnlyList<string>> records)
    {
        var text = new StringBuilder();
        foreach (var record in records)
        {
            text.AppendJoin(',', record.Select(Quoted)).Append("\r\n");
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
        var line = 0;
        foreach (var content in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            line++;
            if (content.Length > 0)
            {
                records.Add((line, Values(content) ?? throw new BuildException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{file}:{line}: a quote where none may be. Quote whole values, double quotes inside them, and keep each value on one line."))));
            }
        }

        return records;
    }

    private static string Quoted(string value) =>
        value.AsSpan().ContainsAny(",\"") || value.StartsWith(' ') || value.EndsWith(' ') ? $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : value;

    private static List<string>? Values(string line)
    {
        var values = new List<string>();
        var value = new StringBuilder();
        var position = 0;
        while (true)
        {
            value.Clear();
            if (position < line.Length && line[position] == '"')
            {
                for (position++; ; position++)
                {
                    if (position >= line.Length)
                    {
                        return null;
                    }

                    if (line[position] == '"')
                    {
                        position++;
                        if (position >= line.Length || line[position] != '"')
                        {
                            break;
                        }
                    }

                    value.Append(line[position]);
                }
            }
            else
            {
                while (position < line.Length && line[position] != ',')
                {
                    if (line[position] == '"')
                    {
                        return null;
                    }

                    value.Append(line[position++]);
                }
            }

            values.Add(value.ToString());
            if (position == line.Length)
            {
                return values;
            }

            if (line[position++] != ',')
            {
                return null;
            }
        }
    }
}
