namespace SsdClr.Payload.Reports;

/// <summary>Keys of the payload as people read them.</summary>
internal static class PayloadWords
{
    /// <summary>A key, such as <c>Date of birth</c>.</summary>
    internal static string Of(string key)
    {
        string words = key.Replace('_', ' ');
        return words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words.Substring(1);
    }

    /// <summary>An item of an array, such as <c>Child in need plan</c>.</summary>
    internal static string One(string key)
    {
        string words = Of(key);
        return words == "Care worker details" ? "Care worker"
            : words[words.Length - 1] == 's' ? words.Substring(0, words.Length - 1)
            : words;
    }
}
