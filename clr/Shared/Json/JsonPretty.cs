using System.Text;

namespace SsdClr.Json;

/// <summary>Lays a JSON text out for reading: two blanks a level, one value a line. No value is changed.</summary>
internal static class JsonPretty
{
    /// <summary>The text, indented.</summary>
    /// <exception cref="JsonFormatException">It is not JSON.</exception>
    internal static string Indent(string json)
    {
        var reader = new JsonReader(json);
        while (reader.Read())
        {
        }

        var indented = new StringBuilder(json.Length * 2);
        int depth = 0;
        for (int index = 0; index < json.Length; index++)
        {
            char character = json[index];
            switch (character)
            {
                case '"':
                    int end = EndOfString(json, index);
                    indented.Append(json, index, end - index + 1);
                    index = end;
                    break;
                case '{' or '[':
                    int close = NextVisible(json, index + 1);
                    if (json[close] is '}' or ']')
                    {
                        indented.Append(character).Append(json[close]);
                        index = close;
                    }
                    else
                    {
                        NewLine(indented.Append(character), ++depth);
                    }

                    break;
                case '}' or ']':
                    NewLine(indented, --depth).Append(character);
                    break;
                case ',':
                    NewLine(indented.Append(character), depth);
                    break;
                case ':':
                    indented.Append(": ");
                    break;
                case ' ' or '\t' or '\r' or '\n':
                    break;
                default:
                    indented.Append(character);
                    break;
            }
        }

        return indented.ToString();
    }

    private static int EndOfString(string json, int start)
    {
        int index = start + 1;
        while (json[index] != '"')
        {
            index += json[index] == '\\' ? 2 : 1;
        }

        return index;
    }

    private static int NextVisible(string json, int start)
    {
        int index = start;
        while (json[index] is ' ' or '\t' or '\r' or '\n')
        {
            index++;
        }

        return index;
    }

    private static StringBuilder NewLine(StringBuilder text, int depth) => text.Append('\n').Append(' ', depth * 2);
}
