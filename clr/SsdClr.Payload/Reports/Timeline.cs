using System;
using System.Collections.Generic;
using System.Globalization;
using SsdClr.Json;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Reports;

/// <summary>The dated records of a payload as bars on one scale of time, in a table that has their dates.</summary>
internal sealed class Timeline
{
    private static readonly JsonName[] s_starts = [PayloadNames.ReferralDate, PayloadNames.StartDate];
    private static readonly JsonName[] s_ends = [PayloadNames.ClosureDate, PayloadNames.EndDate, PayloadNames.AuthorisationDate];

    // A contact or a score is of one day: it has no end, and is never open.
    private static readonly JsonName[] s_days = [PayloadNames.ContactDate, PayloadNames.Date];

    private readonly List<Span> _spans = new();
    private readonly DateTime _asOf;
    private DateTime _first;

    /// <param name="payload">The payload.</param>
    /// <param name="asOf">Today, as far as the page goes.</param>
    internal Timeline(JsonValue payload, DateTime asOf)
    {
        _asOf = asOf;
        _first = asOf;
        Add(payload, depth: 0);
    }

    /// <summary>Writes it; nothing where no record has a date.</summary>
    internal void Write(HtmlWriter html)
    {
        if (_spans.Count == 0)
        {
            return;
        }

        double days = Math.Max(1, (_asOf - _first).TotalDays);
        html.StartTable("Time line, from " + HtmlWriter.Day(_first) + " to " + HtmlWriter.Day(_asOf), "Record", "From", "To", "When");
        foreach (Span span in _spans)
        {
            double start = 100 * (span.Start - _first).TotalDays / days;
            double end = 100 * (Earlier(span.End ?? _asOf, _asOf) - _first).TotalDays / days;
            html.StartRow(new string('\u2003', span.Depth) + span.Name).Markup("<td class=\"d\">").Text(HtmlWriter.Day(span.Start)).Markup("</td><td class=\"d\">")
                .Text(span.End is { } day ? HtmlWriter.Day(day) : "open").Markup("</td><td class=\"bar\"><svg viewBox=\"0 0 100 10\" preserveAspectRatio=\"none\" aria-hidden=\"true\" focusable=\"false\">")
                .Markup("<path class=\"").Markup(span.Depth == 0 ? "c1" : span.End is null ? "c3" : "c2").Markup("\" d=\"M").Markup(Math.Min(start, 99)).Markup(" 0h").Markup(Math.Max(1, end - start)).Markup("v10H")
                .Markup(Math.Min(start, 99)).Markup("z\"/></svg></td>").EndRow();
        }

        html.EndTable();
    }

    private void Add(JsonValue record, int depth)
    {
        foreach (JsonMember member in record.Members)
        {
            foreach (JsonValue item in member.Value.Items)
            {
                DateTime? begun = Date(item, s_starts);
                DateTime? day = begun is null ? Date(item, s_days) : null;
                if ((begun ?? day) is { } start && start <= _asOf)
                {
                    _spans.Add(new Span(PayloadWords.One(member.Name), start, day ?? Date(item, s_ends), depth));
                    _first = Earlier(_first, start);
                    Add(item, depth + 1);
                }
                else
                {
                    Add(item, depth);
                }
            }

            if (member.Value.Type == JsonTokenType.StartObject)
            {
                Add(member.Value, depth);
            }
        }
    }

    private static DateTime? Date(JsonValue record, JsonName[] names)
    {
        foreach (JsonName name in names)
        {
            if (record.Find(name) is { } value
                && DateTime.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date))
            {
                return date;
            }
        }

        return null;
    }

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;

    private readonly struct Span
    {
        internal Span(string name, DateTime start, DateTime? end, int depth)
        {
            Name = name;
            Start = start;
            End = end;
            Depth = depth;
        }

        internal string Name { get; }

        internal DateTime Start { get; }

        internal DateTime? End { get; }

        internal int Depth { get; }
    }
}
