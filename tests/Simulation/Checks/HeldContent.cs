using System.Text.Json;
using SsdClr.Simulation.Receiver;

namespace SsdClr.Simulation.Checks;

/// <summary>What csc.staging says that the receiver may have of a child, flat like <see cref="ChildContent"/>: paths, and of questionnaires the item too.</summary>
internal sealed class HeldContent
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);

    /// <summary>Paths of records and values, and questionnaires as <c>path=item</c>.</summary>
    internal IReadOnlyCollection<string> Paths => _paths;

    /// <summary>Reads csc.staging.held, or the acknowledged payload where that is all.</summary>
    internal static HeldContent Of(string json)
    {
        var content = new HeldContent();
        using var document = JsonDocument.Parse(json);
        content.Add(string.Empty, document.RootElement);
        return content;
    }

    /// <summary>True where there may be a value or record at a path.</summary>
    internal bool Contains(string path) => _paths.Contains(path);

    /// <summary>The first path of what a receiver holds that is not in here; null where the law holds.</summary>
    internal string? FirstBeyond(ChildContent received)
    {
        foreach (var (path, json) in received.Values)
        {
            var isQuestionnaire = path.StartsWith("health_and_wellbeing/sdq_assessments/", StringComparison.Ordinal);
            if (!IsAlwaysThere(path[(path.LastIndexOf('/') + 1)..]) && !_paths.Contains(isQuestionnaire ? path + "=" + json : path))
            {
                return path;
            }
        }

        return null;
    }

    // Arrays of codes are in every payload, so staging need not know of them.
    private static bool IsAlwaysThere(string name) => name is "disabilities" or "factors";

    private void Add(string prefix, JsonElement value)
    {
        foreach (var member in value.EnumerateObject().Where(member => !member.NameEquals("purge")))
        {
            var path = prefix + member.Name;
            if (ChildContent.IdKey(member.Name) is { } idKey)
            {
                foreach (var record in member.Value.EnumerateArray())
                {
                    var recordPath = path + "/" + record.GetProperty(idKey).GetString();
                    _paths.Add(recordPath);
                    Add(recordPath + "/", record);
                }
            }
            else if (member.NameEquals("sdq_assessments"))
            {
                foreach (var item in member.Value.EnumerateArray())
                {
                    _paths.Add($"{path}/{item.GetProperty("date").GetString()}");
                    _paths.Add($"{path}/{item.GetProperty("date").GetString()}={item.GetRawText()}");
                }
            }
            else if (member.NameEquals("adoption") && member.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var row in member.Value.EnumerateArray())
                {
                    Add(path + "/", row);
                }
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                Add(path + "/", member.Value);
            }
            else
            {
                _paths.Add(path);
            }
        }
    }
}
