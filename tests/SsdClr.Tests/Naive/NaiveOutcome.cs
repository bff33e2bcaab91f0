using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace SsdClr.Tests.Naive;

/// <summary>What the JSON columns of SSD say; nothing when they are not JSON or something else than expected.</summary>
internal static partial class NaiveOutcome
{
    /// <summary>The texts of an array of texts.</summary>
    public static IEnumerable<string> Factors(string? json) =>
        Parse(json) is { ValueKind: JsonValueKind.Array } array && array.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String)
            ? array.EnumerateArray().Select(item => Text(item).Trim()).Where(text => text.Length > 0)
            : [];

    /// <summary>Whether a section 47 outcome asks for a conference.</summary>
    public static bool? ConferenceFlag(string? json)
    {
        if (Parse(json) is not { ValueKind: JsonValueKind.Object } outcome)
        {
            return null;
        }

        return Flag(outcome, "CP_CONFERENCE_FLAG") ?? Flag(outcome, "OUTCOME_CP_CONFERENCE_FLAG");
    }

    private static bool? Flag(JsonElement outcome, string name)
    {
        if (!outcome.TryGetProperty(name, out var value))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String ? NaiveText.YesOrNo(Text(value)) : NaiveText.YesOrNo(value.GetRawText());
    }

    private static JsonElement? Parse(string? json)
    {
        try
        {
            return json is null ? null : JsonDocument.Parse(json).RootElement;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // System.Text.Json refuses a lone surrogate that is escaped; docs/payload.md does not.
    private static string Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Escape().Replace(element.GetRawText()[1..^1], escape => escape.Value[1] switch
            {
                'b' => "\b",
                't' => "\t",
                'n' => "\n",
                'f' => "\f",
                'r' => "\r",
                'u' => ((char)int.Parse(escape.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
                var itself => itself.ToString(),
            });
        }
    }

    [GeneratedRegex(@"\\(u[0-9A-Fa-f]{4}|.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Escape();
}
