using System.Text.Json.Nodes;

namespace SsdClr.Local.Reports;

/// <summary>A JSON array of what a command shows.</summary>
internal static class JsonList
{
    /// <summary>An element for each item, in their order.</summary>
    public static JsonArray Of<T>(IEnumerable<T> items, Func<T, JsonNode?> element) => new([.. items.Select(element)]);
}
