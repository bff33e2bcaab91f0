using System.Globalization;
using System.Text.RegularExpressions;

namespace SsdClr.Tests.Naive;

/// <summary>What section 3 does to texts.</summary>
internal static partial class NaiveText
{
    /// <summary>The first characters of a text, without the blanks a cut leaves at the end; null when nothing is left.</summary>
    public static string? First(string? text, int length)
    {
        var cut = text is null ? string.Empty : text[..Math.Min(length, text.Length)].TrimEnd();
        return cut.Length == 0 ? null : cut;
    }

    /// <summary>The id when it can be sent, else null.</summary>
    public static string? UsableId(string? id, int longest = 36) => id is not null && id.Length <= longest && IdCharacters().IsMatch(id) ? id : null;

    public static bool IsUnknownReason(string? text) => text is not null && UnknownReason().IsMatch(text.ToUpperInvariant());

    public static string? ReferralSource(string? text) =>
        text is null ? null
        : text.StartsWith("10", StringComparison.Ordinal) ? "10"
        : TwoCharacterSource().Match(text) is { Success: true } two ? two.Value
        : OneCharacterSource().Match(text) is { Success: true } one ? one.Value
        : null;

    public static string? EndReason(string? text) =>
        string.Concat((First(text, 3) ?? string.Empty).Where(unit => unit is not (' ' or '\t' or '\r' or '\n'))) is { Length: > 0 } reason ? reason : null;

    public static bool? YesOrNo(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "Y" or "T" or "1" or "TRUE" => true,
        "N" or "F" or "0" or "FALSE" => false,
        _ => null,
    };

    public static int? WholeNumber(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex IdCharacters();

    [GeneratedRegex(@"\AUN([1-9]|10)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex UnknownReason();

    [GeneratedRegex(@"\A([1-3][A-F]|5[A-D])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex TwoCharacterSource();

    [GeneratedRegex(@"\A[46789]", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex OneCharacterSource();
}
