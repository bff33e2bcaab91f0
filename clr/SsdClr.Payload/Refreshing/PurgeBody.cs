using SsdClr.Json;
using SsdClr.Ledger;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Refreshing;

/// <summary>What is sent to have the receiver purge a child (docs/change.md).</summary>
internal static class PurgeBody
{
    /// <summary>The body, by the ids that the receiver knows.</summary>
    /// <param name="row">The row: it has the id the receiver knows the child by.</param>
    /// <param name="content">Its texts: what the receiver has says the child's mis_child_id.</param>
    internal static string Of(StagedChild row, StagedContent content)
    {
        var json = new JsonWriter();
        json.StartObject();
        json.Name(PayloadNames.LaChildId);
        json.Text(row.LaChildId!);
        if (content.Held(row).MisChildId is { } misChildId)
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
