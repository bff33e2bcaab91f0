using System.Collections.Generic;
using System.Text;

namespace SsdClr.Settings;

/// <summary>A name of several parts, such as database.schema.table.column: the only text from a setting that becomes part of a statement.</summary>
internal sealed class SqlName
{
    // Length of sysname.
    private const int LongestPart = 128;

    private readonly List<string> _bracketedParts;

    private SqlName(List<string> bracketedParts) => _bracketedParts = bracketedParts;

    /// <summary>The whole name as SQL.</summary>
    internal string Bracketed => Join(_bracketedParts.Count);

    /// <summary>All parts but the last, as SQL: of a column its table.</summary>
    internal string Qualifier => Join(_bracketedParts.Count - 1);

    /// <summary>The last part, as SQL: of a column its own name.</summary>
    internal string Last => _bracketedParts[_bracketedParts.Count - 1];

    /// <summary>
    /// Reads parts separated by dots, each plain or in [brackets], and gives them bracketed with every closing bracket doubled
    /// (the rule of QUOTENAME). Null for anything else: another number of parts, a part that is empty or over 128 characters
    /// (sysname), and in brackets a control character or a brace, which marks a place in the templates of our statements.
    /// </summary>
    internal static SqlName? Parse(string text, int leastParts, int mostParts)
    {
        var parts = new List<string>();
        int position = 0;
        while (true)
        {
            string? part = ReadPart(text, ref position);
            if (part is null || part.Length is 0 or > LongestPart || parts.Count == mostParts)
            {
                return null;
            }

            parts.Add("[" + part.Replace("]", "]]") + "]");
            if (position == text.Length)
            {
                return parts.Count >= leastParts ? new SqlName(parts) : null;
            }

            if (text[position++] != '.')
            {
                return null;
            }
        }
    }

    private string Join(int parts) => string.Join(".", _bracketedParts.GetRange(0, parts).ToArray());

    private static string? ReadPart(string text, ref int position)
    {
        if (position < text.Length && text[position] == '[')
        {
            return ReadBracketed(text, ref position);
        }

        int start = position;
        while (position < text.Length && text[position] != '.')
        {
            char character = text[position];
            if (!char.IsLetterOrDigit(character) && character != '_' && character != '-' && character != '$')
            {
                return null;
            }

            position++;
        }

        return text.Substring(start, position - start);
    }

    private static string? ReadBracketed(string text, ref int position)
    {
        var part = new StringBuilder();
        for (position++; position < text.Length; position++)
        {
            char character = text[position];
            if (char.IsControl(character) || character is '{' or '}')
            {
                return null;
            }

            if (character != ']')
            {
                part.Append(character);
            }
            else if (position + 1 < text.Length && text[position + 1] == ']')
            {
                part.Append(']');
                position++;
            }
            else
            {
                position++;
                return part.ToString();
            }
        }

        return null;
    }
}
