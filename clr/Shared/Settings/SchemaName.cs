using System.Text;

namespace SsdClr.Settings;

/// <summary>A schema, with or without its database, as bracketed SQL: the only text from a setting that becomes part of a statement.</summary>
internal static class SchemaName
{
    /// <summary>
    /// Reads <c>schema</c> or <c>database.schema</c>, each part plain or in [brackets], and gives it bracketed with every
    /// closing bracket doubled (the rule of QUOTENAME). False for anything else, and for a part over 128 characters (sysname).
    /// </summary>
    internal static bool TryParse(string text, out string bracketed)
    {
        bracketed = string.Empty;
        var sql = new StringBuilder(text.Length + 4);
        int position = 0;
        int parts = 0;
        while (true)
        {
            string? part = ReadPart(text, ref position);
            if (part is null || part.Length is 0 or > 128 || ++parts > 2)
            {
                return false;
            }

            sql.Append('[').Append(part.Replace("]", "]]")).Append(']');
            if (position == text.Length)
            {
                bracketed = sql.ToString();
                return true;
            }

            if (text[position++] != '.')
            {
                return false;
            }

            sql.Append('.');
        }
    }

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
            if (text[position] != ']')
            {
                part.Append(text[position]);
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
