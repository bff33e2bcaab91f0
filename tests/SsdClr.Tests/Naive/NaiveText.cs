using System.Globalization;
using System.Text.RegularExpressions;

namespace SsdClr.Tests.Naive;

/// <summary>What docs/payload.md, sections 5 and 9, does to texts.</summary>
internal static partial class NaiveText
{
    /// <summary>The id when it can be sent, else null.</summary>
    public static string? UsableId(string? id, int longest = 36) => id is not null && id.Length <= longest && IdCharacters().IsMatch(id) ? id : null;

    public static bool IsUnknownReason(string? text) => text is not null && UnknownReason().IsMatch(text.ToUpperInvariant());

    public static string? ReferralSource(string? text) =>
        text is not null && Source().Match(text) is { Success: true } source ? source.Value : null;

    /// <summary>Whether a status is, or goes on behind, a configured one, by letters alone.</summary>
    public static bool IsStatus(string? held, string configured)
    {
        if (held is null)
        {
            return false;
        }

        // The shortest beginning that has the letters of the configured one; what follows must end it.
        var wanted = Letters(configured);
        var length = Enumerable.Range(1, held.Length).FirstOrDefault(length => Letters(held[..length]).Length == wanted.Length && char.IsAsciiLetter(held[length - 1]));
        if (wanted.Length == 0 || length == 0 || !string.Equals(Letters(held[..length]), wanted, StringComparison.Ordinal))
        {
            return false;
        }

        var rest = held[length..];
        return !rest.Any(char.IsLetterOrDigit)
            || (wanted.Length > 1 ? Ends(rest[0]) || ",;&".Contains(rest[0], StringComparison.Ordinal) : SetApart().IsMatch(rest) && Unaccompanied().IsMatch(rest));
    }

    /// <summary>A colon, a bracket, or a dash with white space or nothing behind it sets what follows apart.</summary>
    public static bool IsSetApart(string rest) => CodeSetApart().IsMatch(rest);

    [GeneratedRegex(@"^\s*([:(]|[-\u2010-\u2015\u2212](\s|$))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CodeSetApart();

    // A colon, a bracket, or a dash with white space behind it: U - unaccompanied, but not U K citizen.
    [GeneratedRegex(@"^\s*([:(]|[-/\u2010-\u2015\u2212]\s)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex SetApart();

    [GeneratedRegex(@"(?<!\p{L})(unaccompanied|UASC)(?!\p{L})", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Unaccompanied();

    /// <summary>What may stand behind a code.</summary>
    public static bool Ends(char unit) => char.IsWhiteSpace(unit) || unit is '-' or ':' or '(' or '/' or '\u2010' or '\u2011' or '\u2012' or '\u2013' or '\u2014' or '\u2015' or '\u2212';

    public static bool? YesOrNo(string? text) => text?.Trim().ToUpperInvariant() switch
    {
        "Y" or "T" or "1" or "TRUE" => true,
        "N" or "F" or "0" or "FALSE" => false,
        _ => null,
    };

    public static int? WholeNumber(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Letters(string text) => string.Concat(text.Where(char.IsAsciiLetter)).ToUpperInvariant();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\z", RegexOptions.None, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex IdCharacters();

    [GeneratedRegex(@"\AUN([1-9]|10)\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex UnknownReason();

    // No digit goes on behind it: 4521 is a key of the system, and no source.
    [GeneratedRegex(@"\A(10|[1-3][A-F]|5[A-D]|[46789])(?!\d)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Source();
}
