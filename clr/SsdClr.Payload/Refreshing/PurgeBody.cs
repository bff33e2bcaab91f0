using SsdClr.Json;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Refreshing;

/// <summary>What is sent to have the receiver purge a child (docs/change.md).</summary>
internal static class PurgeBody
{
    /// <summary>The body, by the ids that the receiver knows.</summary>
    /// <param name="laChildId">The id the receiver knows the child by.</param>
    /// <param name="held">What is known of what the receiver has: it says the child's mis_child_id.</param>
    internal static string Of(string laChildId, Held held)
    {
        var json = new JsonWriter();
        json.StartObject();
        json.Name(PayloadNames.LaChildId);
        json.Text(laChildId);
        if (held.MisChildId is { } misChildId)
        {
            json.Name(PayloadNames.MisChildId);
            json.Text(misChildId);
        }

        json.Name(PayloadNames.Purge);
        json.Flag(true);
        json.EndObject();
        return json.ToText();
    }
}
