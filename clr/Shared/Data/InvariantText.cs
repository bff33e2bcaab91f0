using System;
using System.Globalization;

namespace SsdClr.Data;

/// <summary>Texts that do not depend on the machine: numbers and days whatever language it speaks, and texts cut to the length of a column.</summary>
internal static class InvariantText
{
    /// <summary>A whole number, without separators.</summary>
    internal static string Of(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A whole number for a person to read, with a comma between thousands.</summary>
    internal static string Grouped(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A day, as YYYY-MM-DD.</summary>
    internal static string Of(DateTime day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The text, or its beginning with an ellipsis where it is longer than <paramref name="length"/> UTF-16 characters; no surrogate pair is split.</summary>
    internal static string? Cut(string? text, int length)
    {
        if (text is null || text.Length <= length)
        {
            return text;
        }

        int end = length - 1;
        if (char.IsHighSurrogate(text[end - 1]))
        {
            end--;
        }

        return text.Substring(0, end) + "\u2026";
    }
}
