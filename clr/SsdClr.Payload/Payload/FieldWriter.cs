using System;
using SsdClr.Json;
using SsdClr.Payload.Cohort;

namespace SsdClr.Payload;

/// <summary>
/// Writes one key and its value, and lists what the rules find about it. A null value writes nothing: null keys are omitted.
/// </summary>
internal sealed class FieldWriter
{
    private static readonly DateTime Earliest = new(1900, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly DateTime _latest;

    internal FieldWriter(Window window, PayloadIssues issues)
    {
        _latest = window.AsOf.AddMonths(9);
        Issues = issues;
    }

    /// <summary>What the JSON goes to. Replaced while the builder writes something only to compare it.</summary>
    internal JsonWriter Json { get; set; } = new();

    /// <summary>What the rules found.</summary>
    internal PayloadIssues Issues { get; }

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
            if (date < Earliest || date > _latest)
            {
                Issues.Add(PayloadRule.DateOutOfRange, name, source);
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
            Issues.Add(PayloadRule.IdHoldsHexPrefix, name, source);
        }

        Json.Name(name);
        Json.Text(id);
    }

    /// <summary>A code: the first characters of a trimmed text.</summary>
    /// <param name="name">The key.</param>
    /// <param name="value">The trimmed text, or null.</param>
    /// <param name="length">Most characters sent.</param>
    /// <param name="codes">The list it should be in.</param>
    /// <param name="source">The column.</param>
    internal void Code(JsonName name, string? value, int length, CodeList codes, string source)
    {
        if (value is not null)
        {
            CheckedCode(name, Shortened(name, value, length, source), codes, source);
        }
    }

    /// <summary>A code in its final form.</summary>
    internal void CheckedCode(JsonName name, string? code, CodeList codes, string source)
    {
        if (code is not null)
        {
            if (!codes.Contains(code))
            {
                Issues.Add(PayloadRule.CodeUnknown, name, source);
            }

            Json.Name(name);
            Json.Text(code);
        }
    }

    /// <summary>The first characters of a trimmed text, without the blank a description behind the code may leave.</summary>
    internal string Shortened(JsonName name, string value, int length, string source)
    {
        if (value.Length <= length)
        {
            return value;
        }

        Issues.Add(PayloadRule.CodeShortened, name, source);
        return value.Substring(0, length).TrimEnd();
    }

    /// <summary>A postcode.</summary>
    internal void Postcode(string? postcode, string source)
    {
        if (postcode is not null)
        {
            if (!SsdClr.Payload.Postcode.HasShape(postcode))
            {
                Issues.Add(PayloadRule.PostcodeFormat, PayloadNames.Postcode, source);
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
            Issues.Add(rule, name, source);
        }
    }

    /// <summary>The purge key of a live object: false.</summary>
    internal void NotPurged()
    {
        Json.Name(PayloadNames.Purge);
        Json.Flag(false);
    }
}
