using System.Text.Json.Nodes;

namespace SsdClr.Tests.Holding;

/// <summary>Compares what is held of a child with what should be: records and keys in any order, all else to the letter.</summary>
internal static class HeldChild
{
    public static string Form(JsonNode? node) => node switch
    {
        null => "null",
        JsonObject members => "{" + string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"\"{member.Key}\":{Form(member.Value, member.Key)}")) + "}",
        JsonArray items => "[" + string.Join(',', items.Select(Form)) + "]",
        _ => GeneratedPair.Text(node),
    };

    /// <summary>Takes the values at these paths away.</summary>
    public static JsonObject Without(JsonObject child, IEnumerable<string> paths)
    {
        var rest = child.DeepClone().AsObject();
        foreach (var path in paths)
        {
            var steps = path.Split('.')[1..];
            var owner = steps[..^1].Aggregate(rest, Step);
            Assert.IsTrue(owner.Remove(steps[^1]), "A path that was reported leads nowhere.");
        }

        return rest;
    }

    private static JsonObject Step(JsonObject owner, string step)
    {
        var bracket = step.IndexOf("[id=", StringComparison.Ordinal);
        if (bracket < 0)
        {
            return owner[step]!.AsObject();
        }

        var array = step[..bracket];
        return PayloadKeys.Items(owner, array).Single(record => PayloadKeys.Id(array, record) == step[(bracket + 4)..^1]);
    }

    private static string Form(JsonNode? node, string key) =>
        PayloadKeys.Ids.ContainsKey(key) && node is JsonArray records
            ? "[" + string.Join(',', records.OrderBy(record => PayloadKeys.Id(key, record!), StringComparer.Ordinal).Select(Form)) + "]"
            : Form(node);
}
