using SsdClr.Json;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>A canonical payload, read: it has the shape of this version's payload and every record an id of its own.</summary>
internal sealed class ChildPayload
{
    private ChildPayload(string text, JsonValue root)
    {
        Text = text;
        Root = root;
    }

    /// <summary>The text it was read from.</summary>
    internal string Text { get; }

    /// <summary>The child.</summary>
    internal JsonValue Root { get; }

    /// <summary>The id the receiver knows the child by.</summary>
    internal string LaChildId => PayloadShape.Child.IdOf(Root);

    /// <summary>
    /// Reads a payload; null where nothing can be compared with it: it is absent, no JSON, or of another shape, as one that
    /// another version of the product wrote may be. Whoever has no payload to compare with sends the child whole.
    /// </summary>
    internal static ChildPayload? TryRead(string? text)
    {
        if (text is null)
        {
            return null;
        }

        try
        {
            JsonValue root = JsonValue.Parse(text);
            return PayloadShape.Child.Fits(root) && root.Find(PayloadNames.ChildDetails) is not null ? new ChildPayload(text, root) : null;
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }
}
