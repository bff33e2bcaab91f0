using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SsdClr.Payload.Holding;
using JsonValue = System.Text.Json.Nodes.JsonValue;

namespace SsdClr.Tests.Holding;

/// <summary>
/// An acknowledged payload, a current one made of it by changes drawn at random, and source rows: those of all that is current,
/// and of about half of what is missing, which so has aged out and is not gone.
/// </summary>
internal sealed class GeneratedPair
{
    private static readonly JsonSerializerOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // System.Text.Json escapes the characters beyond the basic plane, which a canonical payload does not.
    private static readonly string[] s_payloads = [.. SamplePayloads.All.Where(payload => !payload.Any(char.IsSurrogate))];

    private readonly Random _random;
    private readonly JsonObject _acknowledged;
    private readonly JsonObject _current;
    private readonly HashSet<string> _rows = new(StringComparer.Ordinal);
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private int _fresh;

    public GeneratedPair(int seed, int changes)
    {
        _random = new Random(seed);
        _acknowledged = Parse(s_payloads[_random.Next(s_payloads.Length)]);
        // Some children begin with more than they were given, so that arrays of several records are common.
        for (var change = _random.Next(6); change > 0; change--)
        {
            Add(_acknowledged);
        }

        _current = _acknowledged.DeepClone().AsObject();
        for (; changes > 0; changes--)
        {
            Change();
        }

        Sort(_acknowledged);
        Sort(_current);
        Inventory = MakeInventory();
    }

    public string Acknowledged => Text(_acknowledged);

    public string Current => Text(_current);

    public RecordInventory Inventory { get; }

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    /// <summary>The very bytes that a canonical payload has (it holds no character that the two writers escape differently).</summary>
    public static string Text(JsonNode node) => node.ToJsonString(s_plain);

    /// <summary>What a receiver holds, less what has aged out of it.</summary>
    public JsonObject WithoutAgedOut(JsonObject held)
    {
        var rest = held.DeepClone().AsObject();
        Strip(rest, "social_care_episodes", episode => HasAgedOut("social_care_episodes", episode));
        if (rest["health_and_wellbeing"] is JsonObject health)
        {
            Strip(health, "sdq_assessments", item => HasAgedOut(SdqRow(item)));
            if (!health.ContainsKey("sdq_assessments"))
            {
                rest.Remove("health_and_wellbeing");
            }
        }

        // An episode that is gone goes with all that is in it.
        foreach (var episode in PayloadKeys.Episodes(rest).Where(episode => CurrentEpisode(episode) is not null))
        {
            foreach (var array in PayloadKeys.NestedArrays)
            {
                Strip(episode, array, record => HasAgedOut(array, record));
            }

            Strip(episode, "care_worker_details", item => HasAgedOut(WorkerRow(episode, item), IsSentUnder(episode, "care_worker_details", item)));
            if (episode["adoption"] is JsonObject adoption && CurrentEpisode(episode)!["adoption"] is null && _rows.Contains(AdoptionRow(adoption)))
            {
                episode.Remove("adoption");
            }
        }

        return rest;
    }

    private static void Strip(JsonObject owner, string array, Predicate<JsonObject> hasAgedOut)
    {
        if (owner[array] is not JsonArray items)
        {
            return;
        }

        foreach (var item in items.Where(item => hasAgedOut(item!.AsObject())).ToList())
        {
            items.Remove(item);
        }

        if (items.Count == 0)
        {
            owner.Remove(array);
        }
    }

    private bool HasAgedOut(string array, JsonObject record) => HasAgedOut($"{array}:{PayloadKeys.Id(array, record)}");

    private bool HasAgedOut(string row) => HasAgedOut(row, _sent.Contains(row));

    private bool HasAgedOut(string row, bool isSent) => _rows.Contains(row) && !isSent;

    private JsonObject? CurrentEpisode(JsonObject episode) =>
        PayloadKeys.Episodes(_current).FirstOrDefault(other => PayloadKeys.Id("social_care_episodes", other) == PayloadKeys.Id("social_care_episodes", episode));

    private bool IsSentUnder(JsonObject episode, string array, JsonObject item) =>
        CurrentEpisode(episode) is { } current && PayloadKeys.Items(current, array).Any(other => JsonNode.DeepEquals(other, item));

    private static string SdqRow(JsonObject item) => $"sdq:{item["date"]}:{item["score"]}";

    private static string WorkerRow(JsonObject episode, JsonObject item) =>
        $"worker:{PayloadKeys.Id("social_care_episodes", episode)}:{item["worker_id"]}:{item["start_date"]}:{item["end_date"]}";

    private static string AdoptionRow(JsonObject block) => $"adoption:{block["initial_decision_date"]}:{block["matched_date"]}:{block["placed_date"]}";

    private RecordInventory MakeInventory()
    {
        _sent.UnionWith(Rows(_current));
        _rows.UnionWith(_sent);
        _rows.UnionWith(Rows(_acknowledged).Distinct(StringComparer.Ordinal).Where(_ => _random.Next(2) == 0).ToList());
        var inventory = new RecordInventory();
        foreach (var parts in _rows.Select(row => row.Split(':')))
        {
            switch (parts[0])
            {
                case "sdq":
                    inventory.AddSdqAssessment(Date(parts[1]), parts[2]);
                    break;
                case "worker":
                    inventory.AddCareWorker(parts[1], parts[2], Date(parts[3]), Date(parts[4]));
                    break;
                case "adoption":
                    inventory.AddAdoption(Date(parts[1]), Date(parts[2]), Date(parts[3]));
                    break;
                default:
                    inventory.Add(Block(parts[0]), " " + parts[1]);
                    break;
            }
        }

        return inventory;
    }

    // As in a payload: the order of an array depends on what is in it alone, by date, none last, then by the item's own text, which begins with its id.
    private static void Sort(JsonObject owner)
    {
        foreach (var (name, value) in owner.ToList())
        {
            if (value is JsonObject block)
            {
                Sort(block);
            }
            else if (value is JsonArray items && PayloadKeys.Order.TryGetValue(name, out var keys))
            {
                foreach (var item in items)
                {
                    Sort(item!.AsObject());
                }

                var date = keys.First(key => key == "date" || key.EndsWith("_date", StringComparison.Ordinal));
                var sorted = items.Select(item => item!.DeepClone()).OrderBy(item => (string?)item[date] ?? "~", StringComparer.Ordinal).ThenBy(Text, StringComparer.Ordinal).ToArray();
                owner[name] = new JsonArray(sorted);
            }
        }
    }

    private static string Block(string array) => array switch
    {
        "social_care_episodes" => PayloadBlock.Episode,
        "child_and_family_assessments" => PayloadBlock.Assessment,
        "child_in_need_plans" => PayloadBlock.CinPlan,
        "section_47_assessments" => PayloadBlock.Section47,
        "child_protection_plans" => PayloadBlock.CpPlan,
        _ => PayloadBlock.Placement,
    };

    private static DateTime? Date(string text) => text.Length == 0 ? null : DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<string> Rows(JsonObject child)
    {
        if (child["health_and_wellbeing"] is JsonObject health)
        {
            foreach (var item in PayloadKeys.Items(health, "sdq_assessments"))
            {
                yield return SdqRow(item);
            }
        }

        foreach (var episode in PayloadKeys.Episodes(child))
        {
            yield return $"social_care_episodes:{PayloadKeys.Id("social_care_episodes", episode)}";
            foreach (var array in PayloadKeys.NestedArrays)
            {
                foreach (var record in PayloadKeys.Items(episode, array))
                {
                    yield return $"{array}:{PayloadKeys.Id(array, record)}";
                }
            }

            foreach (var item in PayloadKeys.Items(episode, "care_worker_details"))
            {
                yield return WorkerRow(episode, item);
            }

            if (episode["adoption"] is JsonObject adoption)
            {
                yield return AdoptionRow(adoption);
            }
        }
    }

    private void Change()
    {
        switch (_random.Next(10))
        {
            case < 3:
                ChangeValue();
                break;
            case < 5:
                Add(_current);
                break;
            case < 8:
                Remove();
                break;
            case 8:
                RemoveArray();
                break;
            default:
                Move();
                break;
        }
    }

    private void ChangeValue()
    {
        var (name, target) = Pick([.. Objects(_current)]);
        var keys = PayloadKeys.Order[name].Where(key => PayloadKeys.IsScalar(key) && (!PayloadKeys.IsMandatory(key) || key == "score")).ToList();
        if (keys.Count == 0)
        {
            return;
        }

        var key = Pick(keys);
        var isLastDate = name == "adoption" && target.Count == 2;
        if (target.ContainsKey(key) && key != "score" && !isLastDate && _random.Next(3) == 0)
        {
            target.Remove(key);
        }
        else
        {
            PayloadKeys.Put(name, target, key, Value(key));
        }
    }

    private JsonValue Value(string key) => key switch
    {
        _ when key.EndsWith("_date", StringComparison.Ordinal) || key.StartsWith("date_", StringComparison.Ordinal) || key is "date" or "expected_date_of_birth" => JsonValue.Create(NewDate()),
        "score" => JsonValue.Create(_random.Next(41)),
        _ when key.EndsWith("_flag", StringComparison.Ordinal) => JsonValue.Create(_random.Next(2) == 0),
        "referral_source" => JsonValue.Create(Pick(["1A", "4", "10"])),
        "former_unique_pupil_number" => JsonValue.Create($"A{_random.Next(1000, 9999)}00000000"),
        "start_reason" or "accommodation" => JsonValue.Create(Pick(["S", "B", "T"])),
        "activity" => JsonValue.Create(Pick(["F1", "P2"])),
        "ethnicity" => JsonValue.Create(Pick(["WBRI", "MWBA"])),
        "closure_reason" => JsonValue.Create(Pick(["RC1", "RC2"])),
        "placement_type" => JsonValue.Create(Pick(["K1", "Z11"])),
        "end_reason" => JsonValue.Create(Pick(["X1", "E4A"])),
        "change_reason" => JsonValue.Create(Pick(["CARPL", "CHILD"])),
        _ => JsonValue.Create(Pick(["AB", "CD", "X1"])),
    };

    private string NewDate() => new DateOnly(2024, 4, 1).AddDays(_random.Next(700)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string NewId() => $"N{_random.Next(1_000_000)}-{++_fresh}";

    private void Add(JsonObject child)
    {
        var episodes = PayloadKeys.Episodes(child).ToList();
        if (episodes.Count == 0 || _random.Next(5) == 0)
        {
            Append(child, "child", "social_care_episodes", new JsonObject { ["social_care_episode_id"] = NewId(), ["referral_date"] = NewDate(), ["purge"] = false });
            return;
        }

        if (_random.Next(5) == 0)
        {
            if (child["health_and_wellbeing"] is not JsonObject health)
            {
                health = new JsonObject { ["purge"] = false };
                PayloadKeys.Put("child", child, "health_and_wellbeing", health);
            }

            Append(health, "health_and_wellbeing", "sdq_assessments", new JsonObject { ["date"] = NewDate(), ["score"] = _random.Next(41) });
            return;
        }

        var episode = Pick(episodes);
        var key = Pick([.. PayloadKeys.NestedArrays, "care_worker_details", "adoption", "care_leavers"]);
        switch (key)
        {
            case "care_worker_details":
                Append(episode, "social_care_episodes", key, new JsonObject { ["worker_id"] = $"SW{_random.Next(9)}", ["start_date"] = NewDate() });
                break;
            case "adoption":
                PayloadKeys.Put("social_care_episodes", episode, key, new JsonObject { ["matched_date"] = NewDate(), ["purge"] = false });
                break;
            case "care_leavers":
                PayloadKeys.Put("social_care_episodes", episode, key, new JsonObject { ["contact_date"] = NewDate(), ["purge"] = false });
                break;
            default:
                var record = new JsonObject { [PayloadKeys.Ids[key]] = NewId(), ["start_date"] = NewDate() };
                if (key == "child_and_family_assessments")
                {
                    record["factors"] = new JsonArray();
                }

                record["purge"] = false;
                Append(episode, "social_care_episodes", key, record);
                break;
        }
    }

    private static void Append(JsonObject owner, string ownerName, string array, JsonObject item)
    {
        if (owner[array] is not JsonArray items)
        {
            items = [];
            PayloadKeys.Put(ownerName, owner, array, items);
        }

        items.Add(item);
    }

    private void Remove()
    {
        var (name, target) = Pick([.. Objects(_current)]);
        if (target.Parent is JsonArray items)
        {
            items.Remove(target);
            if (items.Count == 0)
            {
                RemoveFromParent(items, name);
            }
        }
        else if (name is not ("child" or "child_details"))
        {
            target.Parent!.AsObject().Remove(name);
        }
    }

    private static void RemoveFromParent(JsonArray items, string name)
    {
        var owner = items.Parent!.AsObject();
        owner.Remove(name);
        if (name == "sdq_assessments")
        {
            owner.Parent!.AsObject().Remove("health_and_wellbeing");
        }
    }

    private void RemoveArray()
    {
        var (name, target) = Pick([.. Objects(_current)]);
        if (target.Parent is JsonArray items)
        {
            RemoveFromParent(items, name);
        }
    }

    private void Move()
    {
        var episodes = PayloadKeys.Episodes(_current).ToList();
        if (episodes.Count < 2)
        {
            return;
        }

        var from = Pick(episodes);
        var to = Pick(episodes);
        var array = PayloadKeys.NestedArrays.FirstOrDefault(from.ContainsKey);
        if (array is null || ReferenceEquals(from, to))
        {
            return;
        }

        var items = from[array]!.AsArray();
        var record = items[0]!.AsObject();
        if (PayloadKeys.Items(to, array).Any(other => PayloadKeys.Id(array, other) == PayloadKeys.Id(array, record)))
        {
            return;
        }

        items.RemoveAt(0);
        if (items.Count == 0)
        {
            from.Remove(array);
        }

        Append(to, "social_care_episodes", array, record);
    }

    private static IEnumerable<(string Name, JsonObject Value)> Objects(JsonObject child)
    {
        yield return ("child", child);
        yield return ("child_details", child["child_details"]!.AsObject());
        if (child["health_and_wellbeing"] is JsonObject health)
        {
            yield return ("health_and_wellbeing", health);
            foreach (var item in PayloadKeys.Items(health, "sdq_assessments"))
            {
                yield return ("sdq_assessments", item);
            }
        }

        foreach (var episode in PayloadKeys.Episodes(child))
        {
            yield return ("social_care_episodes", episode);
            foreach (var name in PayloadKeys.Order["social_care_episodes"])
            {
                if (episode[name] is JsonObject block)
                {
                    yield return (name, block);
                }

                foreach (var item in PayloadKeys.Items(episode, name))
                {
                    yield return (name, item);
                }
            }
        }
    }

    private T Pick<T>(IReadOnlyList<T> choices) => choices[_random.Next(choices.Count)];
}
