using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace SsdClr.Local.Receiver;

/// <summary>
/// What is held of a child after one more accepted POST. Values are copied as raw JSON, so nothing is escaped or numbered
/// anew. <c>{id, purge: true}</c> and <c>{purge: true}</c> remove what they name, null the value of its key; an array left empty goes, as in the payload.
/// </summary>
internal static class ChildState
{
    private const string Purge = "purge";

    /// <summary>The arrays whose items have an identifier, and its key. The items of every other array are sent all together.</summary>
    private static readonly Dictionary<string, string> s_recordIds = new(StringComparer.Ordinal)
    {
        ["social_care_episodes"] = "social_care_episode_id",
        ["child_and_family_assessments"] = "child_and_family_assessment_id",
        ["child_in_need_plans"] = "child_in_need_plan_id",
        ["section_47_assessments"] = "section_47_assessment_id",
        ["child_protection_plans"] = "child_protection_plan_id",
        ["child_looked_after_placements"] = "child_looked_after_placement_id",
    };

    /// <summary>Whether anything within the child says that something goes.</summary>
    public static bool HasRemovals(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => IsRemoval(value) || value.EnumerateObject().Any(member => IsEmptied(member) || HasRemovals(member.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(HasRemovals),
        JsonValueKind.Null => true,
        _ => false,
    };

    /// <summary>The child as sent, less its removals.</summary>
    public static byte[] WithoutRemovals(JsonElement child) => Merge(held: default, child);

    /// <summary>
    /// What was sent, followed by what is held and was not mentioned: records and keys stand in that order.
    /// </summary>
    public static byte[] Merge(JsonElement held, JsonElement child)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // Keys come from the schema and values are copied raw, so the writer has nothing to check or escape.
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { SkipValidation = true }))
        {
            WriteObject(writer, held, child);
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteObject(Utf8JsonWriter writer, JsonElement held, JsonElement sent)
    {
        writer.WriteStartObject();
        var members = sent.EnumerateObject().ToList();
        // purge ends every object but the child itself; what was not mentioned goes before it.
        var endsWithPurge = members.Count > 0 && members[^1].NameEquals(Purge);
        foreach (var member in endsWithPurge ? members[..^1] : members)
        {
            WriteMember(writer, Member(held, member.Name), member);
        }

        if (held.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in held.EnumerateObject().Where(member => !sent.TryGetProperty(member.Name, out _)))
            {
                writer.WritePropertyName(member.Name);
                WriteRaw(writer, member.Value);
            }
        }

        if (endsWithPurge)
        {
            WriteMember(writer, held: default, members[^1]);
        }

        writer.WriteEndObject();
    }

    private static void WriteMember(Utf8JsonWriter writer, JsonElement held, JsonProperty sent)
    {
        if (sent.Value.ValueKind == JsonValueKind.Null || IsEmptied(sent) || IsRemoval(sent.Value))
        {
            return;
        }

        if (s_recordIds.TryGetValue(sent.Name, out var idKey))
        {
            WriteRecords(writer, sent.Name, idKey, held, sent.Value);
            return;
        }

        writer.WritePropertyName(sent.Name);
        if (sent.Value.ValueKind == JsonValueKind.Object)
        {
            WriteObject(writer, held, sent.Value);
        }
        else
        {
            WriteRaw(writer, sent.Value);
        }
    }

    private static void WriteRecords(Utf8JsonWriter writer, string name, string idKey, JsonElement held, JsonElement sent)
    {
        var heldById = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (held.ValueKind == JsonValueKind.Array)
        {
            foreach (var record in held.EnumerateArray())
            {
                heldById[Id(record, idKey)] = record;
            }
        }

        var kept = new List<(JsonElement Held, JsonElement Sent)>();
        foreach (var record in sent.EnumerateArray())
        {
            heldById.Remove(Id(record, idKey), out var heldRecord);
            if (!IsRemoval(record))
            {
                kept.Add((heldRecord, record));
            }
        }

        if (kept.Count + heldById.Count == 0)
        {
            return;
        }

        writer.WriteStartArray(name);
        foreach (var (heldRecord, record) in kept)
        {
            WriteObject(writer, heldRecord, record);
        }

        foreach (var record in heldById.Values)
        {
            WriteRaw(writer, record);
        }

        writer.WriteEndArray();
    }

    private static void WriteRaw(Utf8JsonWriter writer, JsonElement value) =>
        writer.WriteRawValue(JsonMarshal.GetRawUtf8Value(value), skipInputValidation: true);

    private static string Id(JsonElement record, string idKey) => record.GetProperty(idKey).GetString()!;

    private static JsonElement Member(JsonElement held, string name) =>
        held.ValueKind == JsonValueKind.Object && held.TryGetProperty(name, out var value) ? value : default;

    private static bool IsRemoval(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(Purge, out var purge) && purge.ValueKind == JsonValueKind.True;

    /// <summary>An empty array says that all items went; only the factors of an assessment are held as one.</summary>
    private static bool IsEmptied(JsonProperty member) =>
        member.Value.ValueKind == JsonValueKind.Array && member.Value.GetArrayLength() == 0 && !member.NameEquals("factors");
}
