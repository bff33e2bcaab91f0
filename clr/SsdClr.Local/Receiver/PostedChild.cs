using System.Runtime.InteropServices;
using System.Text.Json;

namespace SsdClr.Local.Receiver;

/// <summary>One child of a POST that passed every check.</summary>
/// <param name="LaChildId">Its <c>la_child_id</c>.</param>
/// <param name="Json">Its bytes as they came, in memory of its own.</param>
/// <param name="IsDeletion">Whether it asks for the child to be removed.</param>
/// <param name="HasRemovals">Whether anything within it, or the child itself, is to be removed.</param>
internal sealed record PostedChild(string LaChildId, byte[] Json, bool IsDeletion, bool HasRemovals)
{
    /// <summary>A child as it came.</summary>
    public static PostedChild Of(JsonElement child) => new(
        child.GetProperty("la_child_id").GetString()!,
        JsonMarshal.GetRawUtf8Value(child).ToArray(),
        child.GetProperty("purge").GetBoolean(),
        ChildState.HasRemovals(child));
}
