using System.Text.Json.Nodes;

namespace SsdClr.Tests.Naive;

/// <summary>An item of an array, with what orders it.</summary>
internal sealed record NaiveItem(DateOnly? Start, string? Id, JsonObject Json)
{
    /// <summary>Oldest first, then by id; no start last.</summary>
    public static IEnumerable<NaiveItem> OldestFirst(IEnumerable<NaiveItem> items) => Tied(items.OrderBy(item => item.Start is null).ThenBy(item => item.Start));

    /// <summary>Newest first, then by id; no start last.</summary>
    public static IEnumerable<NaiveItem> NewestFirst(IEnumerable<NaiveItem> items) => Tied(items.OrderBy(item => item.Start is null).ThenByDescending(item => item.Start));

    /// <summary>The array of records: those with a usable id, the first of each id.</summary>
    public static JsonArray? Records(IEnumerable<NaiveItem> items) =>
        Array(items.Where(item => item.Id is not null).DistinctBy(item => item.Id, StringComparer.Ordinal));

    /// <summary>The array of all items, each once.</summary>
    public static JsonArray? Different(IEnumerable<NaiveItem> items) => Array(items.DistinctBy(item => item.Json.ToJsonString(), StringComparer.Ordinal));

    /// <summary>The array of all items.</summary>
    public static JsonArray? Array(IEnumerable<NaiveItem> items) => NaiveJson.Array(items.Select(item => item.Json));

    private static IOrderedEnumerable<NaiveItem> Tied(IOrderedEnumerable<NaiveItem> items) =>
        items.ThenBy(item => item.Id, StringComparer.Ordinal).ThenBy(item => NaiveJson.Bytes(item.Json), Comparer<byte[]>.Create((x, y) => x.AsSpan().SequenceCompareTo(y)));
}
