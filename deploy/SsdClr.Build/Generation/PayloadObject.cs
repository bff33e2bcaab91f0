using System.Text.Json;
using SsdClr.Build.Model;

namespace SsdClr.Build.Generation;

/// <summary>An object of the payload, as the JSON Schema of a child describes it.</summary>
/// <param name="Name">Its name in C#.</param>
/// <param name="Block">The part of the payload it is, as <c>PayloadBlock</c> names it.</param>
/// <param name="Definition">Name of its definition in the schema; null for the items of an array, which have none.</param>
/// <param name="IsRecord">Whether it is an item of an array of records with ids.</param>
/// <param name="Keys">Its keys in order.</param>
/// <param name="Schema">What the schema says of it.</param>
internal sealed record PayloadObject(string Name, string Block, string? Definition, bool IsRecord, IReadOnlyList<PayloadKey> Keys, JsonElement Schema)
{
    private const string Items = "[]";

    /// <summary>What C# calls an object, and the part of the payload it is: by its definition, or by the key of its array.</summary>
    private static readonly Dictionary<string, (string Name, string Block)> s_names = new(StringComparer.Ordinal)
    {
        ["child"] = ("Child", "Child"),
        ["child_details"] = ("ChildDetails", "ChildDetails"),
        ["health_and_wellbeing"] = ("HealthAndWellbeing", "HealthAndWellbeing"),
        ["sdq_assessments"] = ("SdqAssessment", "HealthAndWellbeing"),
        ["social_care_episode"] = ("Episode", "Episode"),
        ["child_and_family_assessment"] = ("Assessment", "Assessment"),
        ["child_in_need_plan"] = ("CinPlan", "CinPlan"),
        ["section_47_assessment"] = ("Section47", "Section47"),
        ["child_protection_plan"] = ("CpPlan", "CpPlan"),
        ["child_looked_after_placement"] = ("Placement", "Placement"),
        ["adoption"] = ("Adoption", "Adoption"),
        ["care_leavers"] = ("CareLeavers", "CareLeavers"),
        ["care_worker_details"] = ("CareWorker", "CareWorkers"),
    };

    /// <summary>Reads every object of the payload, those within an object before it.</summary>
    /// <param name="schema">The JSON Schema of a child.</param>
    /// <param name="model">The SSD, whose columns say which fields they feed.</param>
    /// <exception cref="BuildException">A field is fed by no column, or a column feeds a field that the schema does not have, or the schema has an object without a name here.</exception>
    public static IReadOnlyList<PayloadObject> Read(JsonElement schema, SsdModel model)
    {
        var sources = model.Objects
            .SelectMany(table => table.Fields.SelectMany(field => field.Feeds.Select(feed => (Path: feed.Split(' ')[0], Column: $"{table.Name}.{field.Name}", Feeds: field.Feeds.Count))))
            .ToList();
        var reader = new Reader(schema.GetProperty("definitions"), sources.OrderBy(source => source.Feeds).ToLookup(source => source.Path, source => source.Column, StringComparer.Ordinal));
        reader.Add("child", reader.Definition("child"), "child", string.Empty, isRecord: false);
        var faults = sources.Where(source => !reader.Paths.Contains(source.Path)).Select(source => $"{source.Column} feeds {source.Path}, which docs/payload.schema.json does not have")
            .Concat(reader.Faults)
            .ToList();
        return faults.Count == 0 ? reader.Objects : throw new BuildException(string.Join("\n", faults));
    }

    private sealed class Reader(JsonElement definitions, ILookup<string, string> columns)
    {
        public List<PayloadObject> Objects { get; } = [];

        public HashSet<string> Paths { get; } = new(StringComparer.Ordinal);

        public List<string> Faults { get; } = [];

        public JsonElement Definition(string name) => definitions.GetProperty(name);

        public string Add(string key, JsonElement schema, string? definition, string path, bool isRecord)
        {
            if (!s_names.TryGetValue(definition ?? key, out var names))
            {
                throw new BuildException($"docs/payload.schema.json: {definition ?? key} is an object that PayloadObject has no C# name for.");
            }

            var keys = schema.GetProperty("properties").EnumerateObject().Select((property, index) => Key(property.Name, property.Value, path, isFirst: index == 0)).ToList();
            Objects.Add(new PayloadObject(names.Name, names.Block, definition, isRecord, keys, schema));
            return names.Name;
        }

        private PayloadKey Key(string name, JsonElement schema, string prefix, bool isFirst)
        {
            var path = prefix + name;
            Paths.Add(path);
            if (name == "purge")
            {
                return new(name, "Purge", null, null);
            }

            if (schema.TryGetProperty("oneOf", out var choice))
            {
                var block = Reference(choice[1]);
                return new(name, "Block", Add(name, Definition(block), block, path + ".", isRecord: false), null);
            }

            if (schema.TryGetProperty("items", out var items))
            {
                Paths.Add(path + Items);
                return items.TryGetProperty("oneOf", out choice) ? new(name, "Records", Add(name, Definition(Reference(choice[1])), Reference(choice[1]), path + Items + ".", isRecord: true), null)
                    : items.TryGetProperty("properties", out _) ? new(name, "Items", Add(name, items, null, path + Items + ".", isRecord: false), null)
                    : new(name, "Codes", null, null);
            }

            if (schema.TryGetProperty("$ref", out _))
            {
                var reference = Reference(schema);
                if (Definition(reference).TryGetProperty("properties", out _))
                {
                    return new(name, "Details", Add(name, Definition(reference), reference, path + ".", isRecord: false), null);
                }

                if (isFirst && reference is "child_id" or "record_id")
                {
                    return new(name, "Id", null, null);
                }
            }

            if (!columns.Contains(path))
            {
                Faults.Add($"docs/payload.schema.json has {path}, which no column of sql/model feeds");
            }

            return new(name, "Scalar", null, columns[path].FirstOrDefault(), Form(schema));
        }

        private static string Form(JsonElement schema) =>
            (schema.TryGetProperty("$ref", out _) ? Reference(schema) : schema.GetProperty("type").GetString()) switch
            {
                "child_id" or "record_id" or "worker_id" => "Id",
                "date" => "Date",
                "boolean" => "Flag",
                "integer" => "Number",
                _ => "Text",
            };

        private static string Reference(JsonElement schema) => schema.GetProperty("$ref").GetString()!["#/definitions/".Length..];
    }
}
