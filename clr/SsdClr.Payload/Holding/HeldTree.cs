using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>
/// The most that the receiver may have of a child, as a payload tree (csc.staging.held). Pure.
/// </summary>
/// <remarks>
/// <para>The law: whatever the receiver has, whether it replaces or merges, is within this tree.</para>
/// <para>Records, keys and ids stand as they were sent. A scalar is a mark (null): that a value may be there is all that counts, so no old
/// personal data is kept. Questionnaires, adoptions and care workers keep their values, because they have no id: only their values tell which row of
/// SSD they came from. The child's mis_child_id stays, because a purge names it.</para>
/// </remarks>
internal static class HeldTree
{
    /// <summary>Reads a held tree; null where there is none, or where another version of the product wrote it in another shape.</summary>
    internal static JsonValue? TryRead(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            JsonValue root = JsonValue.Parse(text);
            return PayloadShape.Child.FitsHeld(root) ? root : null;
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }

    /// <summary>The least a receiver may have: the ids of a child, for one whose content is unknown.</summary>
    internal static JsonValue OfIds(string laChildId, string? misChildId)
    {
        var members = new List<JsonMember> { new(PayloadNames.LaChildId.Text, JsonValue.String(laChildId)) };
        if (misChildId is not null)
        {
            members.Add(new JsonMember(PayloadNames.MisChildId.Text, JsonValue.String(misChildId)));
        }

        return JsonValue.Object(members);
    }

    /// <summary>What a receiver has that took exactly this payload. A held tree comes back as it is.</summary>
    internal static JsonValue Of(JsonValue payload) => Marked(PayloadShape.Child, payload);

    /// <summary>Everything within either tree.</summary>
    internal static JsonValue Union(JsonValue first, JsonValue second) => PayloadUnion.Apart(first, second);

    /// <summary>
    /// What the receiver may have once it has accepted a body. One that merges keeps what the body does not name; one that replaces has no more than the
    /// body, so it is within the same tree.
    /// </summary>
    /// <param name="held">What it may have now.</param>
    /// <param name="body">The body, whole or partial.</param>
    internal static JsonValue After(JsonValue held, JsonValue body) => Merged(PayloadShape.Child, held, body);

    /// <summary>True where everything in one tree is in the other.</summary>
    internal static bool IsWithin(JsonValue inner, JsonValue outer) => IsWithin(PayloadShape.Child, inner, outer);

    private static JsonValue Marked(ObjectShape shape, JsonValue value)
    {
        var members = new List<JsonMember>();
        foreach (KeyShape key in shape.Keys)
        {
            if (value.Find(key.Name) is { } part && Marked(key, part) is { } marked)
            {
                members.Add(new JsonMember(key.Name.Text, marked));
            }
        }

        return JsonValue.Object(members);
    }

    private static JsonValue? Marked(KeyShape key, JsonValue part)
    {
        switch (key.Kind)
        {
            // Never absent from a payload, so nothing is ever told about them.
            case KeyKind.Codes:
            case KeyKind.Purge:
                return null;
            case KeyKind.Scalar:
                return key.IsIdOfChild ? part : JsonValue.Mark;
            case KeyKind.Block when key.IsOneRow:
                return WithoutPurge(key, part);
            case KeyKind.Details:
            case KeyKind.Block:
                return Marked(key.Content, part);
            case KeyKind.Records:
                var records = new List<JsonValue>(part.Items.Count);
                foreach (JsonValue record in part.Items)
                {
                    records.Add(Marked(key.Content, record));
                }

                return JsonValue.Array(records);
            default:
                return part;
        }
    }

    // A block that one row stands behind, or several of which it is not known which one is there.
    private static JsonValue WithoutPurge(KeyShape key, JsonValue part)
    {
        var rows = new List<JsonValue>();
        foreach (JsonValue row in PayloadUnion.Rows(part))
        {
            var members = new List<JsonMember>();
            foreach (JsonMember member in row.Members)
            {
                if (key.Content.Find(member.Name).Kind != KeyKind.Purge)
                {
                    members.Add(member);
                }
            }

            JsonValue kept = JsonValue.Object(members);
            if (!JsonValue.IsAmong(rows, kept))
            {
                rows.Add(kept);
            }
        }

        return rows.Count == 1 ? rows[0] : JsonValue.Array(rows);
    }

    private static JsonValue Merged(ObjectShape shape, JsonValue held, JsonValue body)
    {
        var members = new List<JsonMember>();
        foreach (KeyShape key in shape.Keys)
        {
            JsonValue? before = held.Find(key.Name);
            JsonValue? after = body.Find(key.Name) is { } sent ? Merged(key, before, sent) : before;
            if (after is not null)
            {
                members.Add(new JsonMember(key.Name.Text, after));
            }
        }

        return JsonValue.Object(members);
    }

    private static JsonValue? Merged(KeyShape key, JsonValue? held, JsonValue sent)
    {
        if (sent.Type == JsonTokenType.Null || IsPurge(sent))
        {
            return null;
        }

        switch (key.Kind)
        {
            case KeyKind.Block when key.IsOneRow:
                return MergedRow(key.Content, held, sent);
            case KeyKind.Details or KeyKind.Block when held is not null:
                return Merged(key.Content, held, sent);
            case KeyKind.Records:
                return MergedRecords(key.Content, held, sent);
            case KeyKind.Items:
                // A body has all of them or none.
                return sent.Items.Count == 0 ? null : sent;
            default:
                return Marked(key, sent);
        }
    }

    // The row that was sent, and a mark for each value that an earlier row had and this one does not.
    private static JsonValue MergedRow(ObjectShape shape, JsonValue? held, JsonValue sent)
    {
        var members = new List<JsonMember>();
        foreach (KeyShape key in shape.Keys)
        {
            if (key.Kind == KeyKind.Purge)
            {
                continue;
            }

            JsonValue? value = sent.Find(key.Name);
            if (value is null && held is not null)
            {
                foreach (JsonValue row in PayloadUnion.Rows(held))
                {
                    value = row.Find(key.Name) is null ? value : JsonValue.Mark;
                }
            }
            else if (value is { Type: JsonTokenType.Null })
            {
                value = null;
            }

            if (value is not null)
            {
                members.Add(new JsonMember(key.Name.Text, value));
            }
        }

        return JsonValue.Object(members);
    }

    private static JsonValue? MergedRecords(ObjectShape shape, JsonValue? held, JsonValue sent)
    {
        var records = new List<JsonValue>();
        if (held is not null)
        {
            foreach (JsonValue record in held.Items)
            {
                JsonValue? now = shape.FindRecord(sent, shape.IdOf(record));
                if (now is null)
                {
                    records.Add(record);
                }
                else if (!IsPurge(now))
                {
                    records.Add(Merged(shape, record, now));
                }
            }
        }

        foreach (JsonValue record in sent.Items)
        {
            if (!IsPurge(record) && shape.FindRecord(held, shape.IdOf(record)) is null)
            {
                records.Add(Marked(shape, record));
            }
        }

        return records.Count == 0 ? null : JsonValue.Array(records);
    }

    /// <summary>True for a record, or a block, that is named as gone.</summary>
    internal static bool IsPurge(JsonValue value) => value.Find(PayloadNames.Purge) is { Type: JsonTokenType.True };

    private static bool IsWithin(ObjectShape shape, JsonValue inner, JsonValue outer)
    {
        foreach (KeyShape key in shape.Keys)
        {
            if (inner.Find(key.Name) is { } part && (outer.Find(key.Name) is not { } whole || !IsWithin(key, part, whole)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsWithin(KeyShape key, JsonValue inner, JsonValue outer)
    {
        switch (key.Kind)
        {
            case KeyKind.Id:
                return inner.IsSameAs(outer);
            case KeyKind.Block when key.IsOneRow:
                return AreAmong(PayloadUnion.Rows(inner), PayloadUnion.Rows(outer));
            case KeyKind.Details:
            case KeyKind.Block:
                return IsWithin(key.Content, inner, outer);
            case KeyKind.Items:
                return AreAmong(inner.Items, outer.Items);
            case KeyKind.Records:
                foreach (JsonValue record in inner.Items)
                {
                    if (key.Content.FindRecord(outer, key.Content.IdOf(record)) is not { } same || !IsWithin(key.Content, record, same))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return true;
        }
    }

    private static bool AreAmong(IReadOnlyList<JsonValue> inner, IReadOnlyList<JsonValue> outer)
    {
        foreach (JsonValue item in inner)
        {
            if (!JsonValue.IsAmong(outer, item))
            {
                return false;
            }
        }

        return true;
    }
}
