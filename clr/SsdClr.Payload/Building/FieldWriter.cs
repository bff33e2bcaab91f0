using System;
using SsdClr.Json;
using SsdClr.Payload.Cohort;

namespace SsdClr.Payload.Building;

/// <summary>
/// Writes one key and its value, and lists what the rules find about it. A null value writes nothing: null keys are omitted.
/// </summary>
internal sealed class FieldWriter(Window window, CodeMap codeMap, PayloadIssues issues)
{
    private static readonly DateTime s_earliest = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    // What the receiver takes.
    private const int LongestPostcode = 8;

    private readonly DateTime _latest = window.AsOf.AddMonths(9);

    /// <summary>What the JSON goes to. Replaced while the builder writes something only to compare it.</summary>
    internal JsonWriter Json { get; set; } = new();

    /// <summary>The authority's own codes.</summary>
    internal CodeMap CodeMap { get; } = codeMap;

    /// <summary>What the rules found.</summary>
    internal PayloadIssues Issues { get; } = issues;

    /// <summary>A text as it is.</summary>
    internal void Text(JsonName name, string? value)
    {
        if (value is not null)
        {
            Json.Name(name);
            Json.Text(value);
        }
    }

    /// <summary>A date.</summary>
    internal void Date(JsonName name, DateTime? value, string source)
    {
        if (value is { } date)
        {
            if (date < s_earliest || date > _latest)
            {
                Issues.Add(PayloadRule.DateOutOfRange, IssueOutcome.Sent, name, source);
            }

            Json.Name(name);
            Json.Date(date);
        }
    }

    /// <summary>A flag.</summary>
    internal void Flag(JsonName name, bool? value)
    {
        if (value is { } flag)
        {
            Json.Name(name);
            Json.Flag(flag);
        }
    }

    /// <summary>An id that has been found fit to send.</summary>
    internal void Id(JsonName name, string id, string source)
    {
        if (RecordId.HoldsHexPrefix(id))
        {
            Issues.Add(PayloadRule.IdHoldsHexPrefix, IssueOutcome.Sent, name, source);
        }

        Json.Name(name);
        Json.Text(id);
    }

    /// <summary>A field that is sent as a code; nothing where no code is found for what is held.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The trimmed text, or null.</param>
    internal void Code(CodedField field, string? value)
    {
        if (Find(field, value, IssueOutcome.LeftOut) is { } code)
        {
            Json.Name(field.Name);
            Json.Text(code);
        }
    }

    /// <summary>The code of what is held; null where there is none. Lists what is wrong with it.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">The trimmed text, or null.</param>
    /// <param name="withoutCode">What becomes of a value without a code.</param>
    internal string? Find(CodedField field, string? value, IssueOutcome withoutCode)
    {
        if (value is null)
        {
            return null;
        }

        string? code = field.Find(value, CodeMap, out bool isShortened);
        if (code is null)
        {
            Issues.Add(PayloadRule.CodeUnknown, withoutCode, field.Name, field.Source);
            return null;
        }

        if (isShortened)
        {
            Issues.Add(PayloadRule.CodeShortened, IssueOutcome.CodeAlone, field.Name, field.Source);
        }

        if (!field.Codes.Contains(code))
        {
            Issues.Add(PayloadRule.CodeOutsideList, IssueOutcome.Sent, field.Name, field.Source);
        }

        return code;
    }

    /// <summary>A postcode.</summary>
    internal void Postcode(string? postcode, string source)
    {
        if (postcode is not null)
        {
            if (!IsPostcode(postcode))
            {
                Issues.Add(PayloadRule.PostcodeFormat, IssueOutcome.Sent, PayloadNames.Postcode, source);
            }

            Json.Name(PayloadNames.Postcode);
            Json.Text(postcode);
        }
    }

    /// <summary>Lists a period that ends before it starts.</summary>
    internal void CheckOrder(DateTime? start, DateTime? end, PayloadRule rule, JsonName name, string source)
    {
        if (end < start)
        {
            Issues.Add(rule, IssueOutcome.Sent, name, source);
        }
    }

    /// <summary>The purge key of a live object: false.</summary>
    internal void NotPurged()
    {
        Json.Name(PayloadNames.Purge);
        Json.Flag(false);
    }

    /// <summary>
    /// True for the shape of a UK postcode: one or two letters, a digit, perhaps a digit or letter more, perhaps a blank, then a digit and two letters
    /// (BS 7666), in either case; and for GIR 0AA.
    /// </summary>
    internal static bool IsPostcode(string text)
    {
        if (text.Length is < 5 or > LongestPostcode)
        {
            return false;
        }

        int inward = text.Length - 3;
        if (!IsDigit(text[inward]) || !IsLetter(text[inward + 1]) || !IsLetter(text[inward + 2]))
        {
            return false;
        }

        int end = text[inward - 1] == ' ' ? inward - 1 : inward;
        if (end == 3 && text.StartsWith("GIR", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        int at = 0;
        while (at < 2 && IsLetter(text[at]))
        {
            at++;
        }

        return at > 0
            && IsDigit(text[at])
            && (at + 1 == end || (at + 2 == end && (IsDigit(text[at + 1]) || IsLetter(text[at + 1]))));
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';

    private static bool IsLetter(char character) => character is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z');
}
