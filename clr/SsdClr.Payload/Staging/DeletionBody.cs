using SsdClr.Json;

namespace SsdClr.Payload.Staging;

/// <summary>What is sent to have the receiver purge a child (docs/change.md).</summary>
internal static class DeletionBody
{
    /// <summary>The body for the child of a staging row that was sent, by the ids it was sent with.</summary>
    internal static string Of(StagedChild staged)
    {
        var json = new JsonWriter();
        json.StartObject();
        json.Name(PayloadNames.LaChildId);
        json.Text(staged.LaChildId!);
        if (staged.MisChildId is not null)
        {
            json.Name(PayloadNames.MisChildId);
            json.Text(staged.MisChildId);
        }

        json.Name(PayloadNames.Purge);
        json.Flag(true);
        json.EndObject();
        return json.ToText();
    }
}
