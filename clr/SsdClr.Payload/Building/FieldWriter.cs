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
            if (!Building.Postcode.HasShape(postcode))
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
}
