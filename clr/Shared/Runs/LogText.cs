namespace SsdClr.Runs;

/// <summary>Texts for columns of limited length.</summary>
internal static class LogText
{
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
