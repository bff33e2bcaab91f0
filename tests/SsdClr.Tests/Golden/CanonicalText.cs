using System.Globalization;
using System.Text;
using System.Text.Json;

namespace SsdClr.Tests.Golden;

/// <summary>The canonical text of a JSON document: keys in the order given, no spaces, and only the escapes of the specification.</summary>
internal static class CanonicalText
{
    /// <summary>The canonical text, on one line.</summary>
    public static string Of(JsonElement element)
    {
        var text = new StringBuilder();
        Write(text, element);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Separate(text, '{', '}', element.EnumerateObject(), property =>
                {
                    WriteString(text, property.Name);
                    text.Append(':');
                    Write(text, property.Value);
                });
                break;
            case JsonValueKind.Array:
                Separate(text, '[', ']', element.EnumerateArray(), item => Write(text, item));
                break;
            case JsonValueKind.String:
                WriteString(text, element.GetString()!);
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void Separate<T>(StringBuilder text, char open, char close, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            if (!first)
            {
                text.Append(',');
            }

            first = false;
            write(item);
        }

        text.Append(close);
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append("\\u").Append(((int)character).ToString("x4", CultureInfo.InvariantCulture)),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }
}
