using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SsdClr.Tests.Naive;

/// <summary>Canonical JSON by System.Text.Json: its escapes brought to those of docs/payload.md, section 9.</summary>
internal static partial class NaiveJson
{
    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An object of the members that have a value.</summary>
    public static JsonObject Object(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));

    /// <summary>A text; null for none. A lone surrogate becomes U+FFFD.</summary>
    public static JsonNode? Text(string? text) => text is null ? null : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>A date; null for none.</summary>
    public static JsonNode? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>An array in that order; null for an empty one.</summary>
    public static JsonArray? Array(IEnumerable<JsonNode> items)
    {
        var array = new JsonArray([.. items]);
        return array.Count > 0 ? array : null;
    }

    /// <summary>The canonical text.</summary>
    public static string Canonical(JsonNode node) => Escape().Replace(node.ToJsonString(s_options), Respell);

    /// <summary>The canonical text as UTF-8, for comparison.</summary>
    public static byte[] Bytes(JsonNode node) => Encoding.UTF8.GetBytes(Canonical(node));

    private static string Respell(Match escape)
    {
        if (escape.Length == 2)
        {
            return escape.Value;
        }

        var unit = (char)int.Parse(escape.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return unit < ' ' ? escape.Value.ToLowerInvariant() : unit.ToString();
    }

    [GeneratedRegex(@"\\(u[0-9A-Fa-f]{4}|.)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Escape();
}
