using System.Collections.Generic;
using SsdClr.Json;

namespace SsdClr.Payload.Holding;

/// <summary>
/// Everything that two payloads of a child hold, for a receiver of which it is not known whether it took the second: whatever either
/// holds may have to be removed.
/// </summary>
internal static class PayloadUnion
{
    /// <summary>
    /// Everything in both payloads. Blocks that one row stands behind are kept apart, as an array, for none of their rows alone says of a mixture whether it is
    /// gone or aged out; <see cref="Baseline"/> puts them together.
    /// </summary>
    internal static JsonValue Apart(JsonValue first, JsonValue second) => Objects(PayloadShape.Child, first, second, keepsRowsApart: true);

    /// <summary>Keys and records of both objects; where both hold a value, that of the first.</summary>
    internal static JsonValue Of(ObjectShape shape, JsonValue first, JsonValue second) => Objects(shape, first, second, keepsRowsApart: false);

    /// <summary>The blocks that a value holds which one row stands behind: itself, or several that were kept apart.</summary>
    internal static IReadOnlyList<JsonValue> Rows(JsonValue held) => held.Type == JsonTokenType.StartArray ? held.Items : new List<JsonValue> { held };

    private static JsonValue Objects(ObjectShape shape, JsonValue first, JsonValue second, bool keepsRowsApart)
    {
        var members = new List<JsonMember>();
        foreach (KeyShape key in shape.Keys)
        {
            JsonValue? left = first.Find(key.Name);
            JsonValue? right = second.Find(key.Name);
            JsonValue? value = left is null ? right : right is null ? left : Both(key, left, right, keepsRowsApart);
            if (value is not null)
            {
                members.Add(new JsonMember(key.Name.Text, value));
            }
        }

        return JsonValue.Object(members);
    }

    private static JsonValue Both(KeyShape key, JsonValue left, JsonValue right, bool keepsRowsApart) => key.Kind switch
    {
        KeyKind.Block when key.IsOneRow && keepsRowsApart => RowsApart(left, right),
        KeyKind.Details or KeyKind.Block => Objects(key.Content, left, right, keepsRowsApart),
        KeyKind.Records => Records(key.Content, left, right, keepsRowsApart),
        KeyKind.Items => JsonValue.Array(Distinct(left.Items, right.Items)),
        _ => left,
    };

    private static JsonValue RowsApart(JsonValue left, JsonValue right)
    {
        List<JsonValue> rows = Distinct(Rows(left), Rows(right));
        return rows.Count == 1 ? rows[0] : JsonValue.Array(rows);
    }

    private static List<JsonValue> Distinct(IReadOnlyList<JsonValue> left, IReadOnlyList<JsonValue> right)
    {
        var distinct = new List<JsonValue>(left);
        foreach (JsonValue candidate in right)
        {
            if (!JsonValue.IsAmong(left, candidate))
            {
                distinct.Add(candidate);
            }
        }

        return distinct;
    }

    private static JsonValue Records(ObjectShape shape, JsonValue left, JsonValue right, bool keepsRowsApart)
    {
        var records = new List<JsonValue>();
        foreach (JsonValue record in left.Items)
        {
            JsonValue? other = shape.FindRecord(right, shape.IdOf(record));
            records.Add(other is null ? record : Objects(shape, record, other, keepsRowsApart));
        }

        foreach (JsonValue record in right.Items)
        {
            if (shape.FindRecord(left, shape.IdOf(record)) is null)
            {
                records.Add(record);
            }
        }

        return JsonValue.Array(records);
    }
}
