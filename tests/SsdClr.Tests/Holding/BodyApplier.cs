using System.Text.Json.Nodes;

namespace SsdClr.Tests.Holding;

/// <summary>
/// Applies a body to what is held, as the description of partial bodies has it. Written apart from both the product and the
/// rehearsal receiver.
/// </summary>
/// <param name="mergesValues">
/// What happens to a value that an object in the body does not mention: true, it stays, and only null takes it away; false, the values of the object
/// replace those held.
/// </param>
internal sealed class BodyApplier(bool mergesValues)
{
    private static readonly string[] s_blocks = ["child_details", "health_and_wellbeing", "adoption", "care_leavers"];

    public JsonObject Apply(JsonObject? held, JsonObject body)
    {
        var result = new JsonObject();
        foreach (var (key, value) in held ?? [])
        {
            if (IsPart(key) ? !body.ContainsKey(key) : mergesValues && !body.ContainsKey(key))
            {
                result[key] = value!.DeepClone();
            }
        }

        foreach (var (key, value) in body)
        {
            if (Applied(key, held?[key], value) is { } applied)
            {
                result[key] = applied;
            }
        }

        return result;
    }

    private JsonNode? Applied(string key, JsonNode? held, JsonNode? sent)
    {
        if (PayloadKeys.Ids.ContainsKey(key))
        {
            return Records(key, held as JsonArray, sent!.AsArray());
        }

        if (Array.IndexOf(s_blocks, key) >= 0)
        {
            return IsPurged(sent!) ? null : Apply(held as JsonObject, sent!.AsObject());
        }

        return key == "care_worker_details" && sent!.AsArray().Count == 0 ? null : sent?.DeepClone();
    }

    private JsonArray? Records(string array, JsonArray? held, JsonArray sent)
    {
        var records = (held ?? []).ToDictionary(record => PayloadKeys.Id(array, record!), record => record!.AsObject(), StringComparer.Ordinal);
        foreach (var record in sent.Select(record => record!.AsObject()))
        {
            var id = PayloadKeys.Id(array, record);
            if (IsPurged(record))
            {
                records.Remove(id);
            }
            else
            {
                records[id] = Apply(records.GetValueOrDefault(id), record);
            }
        }

        return records.Count == 0 ? null : [.. records.Values.Select(record => record.DeepClone())];
    }

    private static bool IsPurged(JsonNode node) => node["purge"]!.GetValue<bool>();

    private static bool IsPart(string key) =>
        PayloadKeys.Ids.ContainsKey(key) || Array.IndexOf(s_blocks, key) >= 0 || key is "care_worker_details" or "sdq_assessments";
}
