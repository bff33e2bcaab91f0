using System;
using System.Collections.Generic;
using System.Text;

namespace SsdClr.Payload.Holding;

/// <summary>
/// The form in which payloads are compared under change_detection = ignore_record_ids, for systems that renumber their records: the ids
/// of nested records are blanked first, then records are ordered again, for their ids had a say in their order.
/// </summary>
/// <remarks>The child's own ids stay, and so do the numbers of care workers: those are of persons, not of records.</remarks>
internal static class ComparisonForm
{
    /// <summary>True where two payloads have the same form.</summary>
    internal static bool AreSame(JsonValue left, JsonValue right) => Of(left).IsSameAs(Of(right));

    /// <summary>
    /// True where two bodies have the same form, whichever records they name as gone: under other ids these are more each night. One that names none, though the
    /// body staged before did, is another.
    /// </summary>
    internal static bool AreSameBodies(JsonValue staged, JsonValue current)
    {
        JsonValue before = WithoutGone(PayloadShape.Child, staged, out bool namedBefore);
        JsonValue now = WithoutGone(PayloadShape.Child, current, out bool namesNow);
        return AreSame(before, now) && (namesNow || !namedBefore);
    }

    /// <summary>True where two nested records have the same form.</summary>
    internal static bool AreSameRecord(ObjectShape shape, JsonValue left, JsonValue right) => Of(shape, left, isRecord: true).IsSameAs(Of(shape, right, isRecord: true));

    /// <summary>The form of a payload.</summary>
    internal static JsonValue Of(JsonValue payload) => Of(PayloadShape.Child, payload, isRecord: false);

    private static JsonValue WithoutGone(ObjectShape shape, JsonValue value, out bool namesGone)
    {
        namesGone = false;
        var members = new List<JsonMember>();
        foreach (JsonMember member in value.Members)
        {
            KeyShape key = shape.Find(member.Name);
            if (key.Kind != KeyKind.Records)
            {
                members.Add(member);
                continue;
            }

            var records = new List<JsonValue>();
            foreach (JsonValue record in member.Value.Items)
            {
                bool isGone = HeldTree.IsPurge(record);
                namesGone |= isGone;
                if (!isGone)
                {
                    records.Add(WithoutGone(key.Content, record, out bool isWithin));
                    namesGone |= isWithin;
                }
            }

            if (records.Count > 0)
            {
                members.Add(new JsonMember(member.Name, JsonValue.Array(records)));
            }
        }

        return JsonValue.Object(members);
    }

    private static JsonValue Of(ObjectShape shape, JsonValue value, bool isRecord)
    {
        var members = new List<JsonMember>();
        foreach (JsonMember member in value.Members)
        {
            KeyShape key = shape.Find(member.Name);
            if (key.Kind == KeyKind.Records)
            {
                members.Add(new JsonMember(member.Name, Records(key.Content, member.Value)));
            }
            else if (key.Kind != KeyKind.Id || !isRecord)
            {
                members.Add(member);
            }
        }

        return JsonValue.Object(members);
    }

    private static JsonValue Records(ObjectShape shape, JsonValue array)
    {
        var entries = new List<Entry>(array.Items.Count);
        foreach (JsonValue record in array.Items)
        {
            JsonValue form = Of(shape, record, isRecord: true);
            entries.Add(new Entry(form, shape.Date is null ? null : form.Find(shape.Date)?.Text));
        }

        entries.Sort(new EntryOrder());
        var items = new List<JsonValue>(entries.Count);
        foreach (Entry entry in entries)
        {
            items.Add(entry.Form);
        }

        return JsonValue.Array(items);
    }

    private sealed class Entry
    {
        internal Entry(JsonValue form, string? date)
        {
            Form = form;
            Date = date;
            Bytes = Encoding.UTF8.GetBytes(form.ToText());
        }

        internal JsonValue Form { get; }

        internal string? Date { get; }

        internal byte[] Bytes { get; }
    }

    /// <summary>By date, none last, then by the bytes.</summary>
    private sealed class EntryOrder : IComparer<Entry>
    {
        public int Compare(Entry? x, Entry? y)
        {
            if (x is null || y is null)
            {
                return x is null ? (y is null ? 0 : -1) : 1;
            }

            if (!string.Equals(x.Date, y.Date, StringComparison.Ordinal))
            {
                return x.Date is null ? 1 : y.Date is null ? -1 : string.CompareOrdinal(x.Date, y.Date);
            }

            int common = Math.Min(x.Bytes.Length, y.Bytes.Length);
            for (int index = 0; index < common; index++)
            {
                if (x.Bytes[index] != y.Bytes[index])
                {
                    return x.Bytes[index] - y.Bytes[index];
                }
            }

            return x.Bytes.Length - y.Bytes.Length;
        }
    }
}
