using System.Text.Json;

namespace SsdClr.Simulation.Receiver;

/// <summary>
/// What is held of a child, flat: a path such as <c>child_details/surname</c> to its JSON text; a record is known by its id, and stands
/// there itself with an empty text.
/// </summary>
internal sealed class ChildContent
{
    private readonly SortedDictionary<string, string> _values = new(StringComparer.Ordinal);

    /// <summary>Paths and texts.</summary>
    internal IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>What a child's JSON says, its removals left out.</summary>
    internal static ChildContent Of(JsonElement child)
    {
        var content = new ChildContent();
        content.Merge(child);
        return content;
    }

    /// <summary>True for a child, block or record that is to go.</summary>
    internal static bool IsPurge(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty("purge", out var purge) && purge.ValueKind == JsonValueKind.True;

    /// <summary>The key of the ids in an array of records; null for any other name.</summary>
    internal static string? IdKey(string array) => array switch
    {
        "social_care_episodes" => "social_care_episode_id",
        "child_and_family_assessments" => "child_and_family_assessment_id",
        "child_in_need_plans" => "child_in_need_plan_id",
        "child_looked_after_placements" => "child_looked_after_placement_id",
        _ => null,
    };

    /// <summary>Sets a value.</summary>
    internal void Set(string path, string json) => _values[path] = json;

    /// <summary>A copy that changes by itself.</summary>
    internal ChildContent Copy()
    {
        var copy = new ChildContent();
        foreach (var (path, json) in _values)
        {
            copy._values.Add(path, json);
        }

        return copy;
    }

    /// <summary>Takes what is sent: keys by name, records by id; what is not mentioned stays.</summary>
    internal void Merge(JsonElement sent) => Merge(string.Empty, sent);

    /// <summary>The first path in which this lacks something of the other, or has it otherwise; null where there is none.</summary>
    internal string? FirstMissingOf(ChildContent other)
    {
        foreach (var (path, json) in other._values)
        {
            if (!_values.TryGetValue(path, out var held) || held != json)
            {
                return path;
            }
        }

        return null;
    }

    private void Merge(string prefix, JsonElement sent)
    {
        foreach (var member in sent.EnumerateObject())
        {
            var path = prefix + member.Name;
            var value = member.Value;
            if (member.NameEquals("purge"))
            {
                continue;
            }

            if (IdKey(member.Name) is { } idKey)
            {
                foreach (var record in value.EnumerateArray())
                {
                    var recordPath = path + "/" + record.GetProperty(idKey).GetString();
                    if (IsPurge(record))
                    {
                        Remove(recordPath);
                    }
                    else
                    {
                        _values[recordPath] = string.Empty;
                        Merge(recordPath + "/", record);
                    }
                }
            }
            else if (member.NameEquals("sdq_assessments"))
            {
                // All of them each time. Of one day there is one, so the day tells them apart.
                Remove(path);
                foreach (var item in value.EnumerateArray())
                {
                    _values[path + "/" + item.GetProperty("date").GetString()] = item.GetRawText();
                }
            }
            else if (IsPurge(value) || value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0 && member.Name != "factors"))
            {
                Remove(path);
            }
            else if (value.ValueKind == JsonValueKind.Object)
            {
                Merge(path + "/", value);
            }
            else if (!member.Name.EndsWith("_id", StringComparison.Ordinal) || prefix.Length == 0)
            {
                _values[path] = value.GetRawText();
            }
        }
    }

    private void Remove(string path)
    {
        foreach (var held in _values.Keys.Where(key => key == path || key.StartsWith(path + "/", StringComparison.Ordinal)).ToList())
        {
            _values.Remove(held);
        }
    }
}
