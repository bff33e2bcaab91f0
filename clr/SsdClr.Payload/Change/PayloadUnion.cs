using System.Collections.Generic;

namespace SsdClr.Payload.Change;

/// <summary>
/// Everything that two payloads of a child hold, for a receiver of which it is not known whether it took the second: whatever either
/// holds may have to be removed.
/// </summary>
internal static class PayloadUnion
{
    /// <summary>The same of texts; where one is no payload, or of another child, the other. Null where neither is one.</summary>
    internal static string? OfTexts(string? first, string? second)
    {
        ChildPayload? left = ChildPayload.TryRead(first);
        ChildPayload? right = ChildPayload.TryRead(second);
        return left is null || right is null || !string.Equals(left.LaChildId, right.LaChildId, System.StringComparison.Ordinal)
            ? (left ?? right)?.Text
            : Of(left.Root, right.Root).ToText();
    }

    /// <summary>Keys and records of both; where both hold a value, that of the first.</summary>
    internal static JsonValue Of(JsonValue first, JsonValue second) => Objects(PayloadShape.Child, first, second);

    private static JsonValue Objects(ObjectShape shape, JsonValue first, JsonValue second)
    {
        var members = new List<JsonMember>();
        foreach (KeyShape key in shape.Keys)
        {
            JsonValue? left = first.Find(key.Name);
            JsonValue? right = second.Find(key.Name);
            JsonValue? value = left is null ? right : right is null ? left : Both(key, left, right);
            if (value is not null)
            {
                members.Add(new JsonMember(key.Name.Text, value));
            }
        }

        return JsonValue.Object(members);
    }

    private static JsonValue Both(KeyShape key, JsonValue left, JsonValue right) => key.Kind switch
    {
        KeyKind.Details or KeyKind.Block => Objects(key.Content, left, right),
        KeyKind.Records => Records(key.Content, left, right),
        _ => left,
    };

    private static JsonValue Records(ObjectShape shape, JsonValue left, JsonValue right)
    {
        var records = new List<JsonValue>();
        foreach (JsonValue record in left.Items)
        {
            JsonValue? other = shape.FindRecord(right, shape.IdOf(record));
            records.Add(other is null ? record : Objects(shape, record, other));
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
