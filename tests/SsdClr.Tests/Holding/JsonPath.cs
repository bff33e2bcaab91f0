using System.Text.Json.Nodes;

namespace SsdClr.Tests.Holding;

/// <summary>Finds what stands at a path such as <c>$.social_care_episodes[id=R1].closure_date</c>.</summary>
internal static class JsonPath
{
    /// <summary>The value as JSON text; null where there is none.</summary>
    public static string? Find(JsonObject child, string path)
    {
        JsonNode? at = child;
        foreach (var step in path.Split('.')[1..])
        {
            at = at is JsonObject owner ? Step(owner, step) : null;
        }

        return at is null ? null : GeneratedPair.Text(at);
    }

    private static JsonNode? Step(JsonObject owner, string step)
    {
        var bracket = step.IndexOf("[id=", StringComparison.Ordinal);
        return bracket < 0
            ? owner[step]
            : PayloadKeys.Items(owner, step[..bracket]).FirstOrDefault(record => PayloadKeys.Id(step[..bracket], record) == step[(bracket + 4)..^1]);
    }
}
