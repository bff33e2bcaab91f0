using System;
using SsdClr.Json;

namespace SsdClr.Payload.Building;

/// <summary>The ways systems write yes and no.</summary>
internal static class YesNo
{
    /// <summary>Y, T, 1, TRUE: true. N, F, 0, FALSE: false, all trimmed and in either case. Else null.</summary>
    internal static bool? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string trimmed = text.Trim();
        return IsOneOf(trimmed, "Y", "T", "1", "TRUE") ? true
            : IsOneOf(trimmed, "N", "F", "0", "FALSE") ? false
            : null;
    }

    /// <summary>The same of the JSON value a reader stands on: a text, a number or a boolean.</summary>
    internal static bool? Read(JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.String or JsonTokenType.Number => Parse(reader.Text),
        _ => null,
    };

    private static bool IsOneOf(string text, string letter, string otherLetter, string digit, string word) =>
        string.Equals(text, letter, StringComparison.OrdinalIgnoreCase)
        || string.Equals(text, otherLetter, StringComparison.OrdinalIgnoreCase)
        || string.Equals(text, digit, StringComparison.Ordinal)
        || string.Equals(text, word, StringComparison.OrdinalIgnoreCase);
}
