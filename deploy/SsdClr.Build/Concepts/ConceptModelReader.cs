using System.Text.RegularExpressions;
using SsdClr.Build.Model;

namespace SsdClr.Build.Concepts;

/// <summary>Reads the concept model, <c>sql/model/concept.yml</c>.</summary>
internal static partial class ConceptModelReader
{
    /// <summary>Concepts of PAS 182 that an entity may be of, in the spelling of the standard.</summary>
    private static readonly string[] s_types =
    [
        "ABSTRACT", "ACCOUNT", "AGENT", "AGREEMENT", "ASSUMPTION", "CASE", "COLLECTION", "COMMUNITY", "DECISION", "EVENT", "FUNCTION", "ITEM", "METHOD", "OBJECT", "OBJECTIVE",
        "OBSERVATION", "ORGANIZATION", "PERSON", "PLACE", "PLAN", "RESOURCE", "RULE", "SERVICE", "STATE", "TARGET",
    ];

    /// <summary>The model.</summary>
    /// <param name="repository">The repository.</param>
    /// <exception cref="BuildException">The file is not right.</exception>
    public static ConceptModel Read(Repository repository) =>
        YamlMap.Read(repository.Relative(repository.ConceptModel), repository.ConceptModel, "entities", Model);

    private static ConceptModel Model(YamlMap map)
    {
        var entities = new List<ConceptEntity>();
        foreach (var item in map.Maps("entities"))
        {
            entities.Add(Entity(item, entities));
        }

        var relations = new List<ConceptRelation>();
        foreach (var item in map.Maps("relations"))
        {
            var (subject, target) = (Named(item, "subject", entities), Named(item, "object", entities));
            var predicate = item.Text("predicate", Predicate());
            var origin = item.OptionalText("origin", Ours());
            item.RefuseOtherKeys();
            if (subject is not null && target is not null)
            {
                relations.Add(new ConceptRelation(subject, predicate, target, origin is not null));
            }
        }

        return new ConceptModel(entities, relations);
    }

    private static ConceptEntity Entity(YamlMap item, List<ConceptEntity> before)
    {
        var entity = new ConceptEntity(item.Text("name", Name()), item.Text("label"), item.Text("type"), item.Text("description"), item.TextList("properties", Predicate()), item.Text("here"));
        item.RefuseOtherKeys();
        item.FaultIf(!s_types.Contains(entity.Type, StringComparer.Ordinal), "type", $"'{entity.Type}' is no concept of PAS 182; these are {string.Join(", ", s_types)}");
        item.FaultIf(before.Exists(other => other.Name == entity.Name), "name", $"'{entity.Name}' is there already");

        return entity;
    }

    private static ConceptEntity? Named(YamlMap item, string key, List<ConceptEntity> entities)
    {
        var name = item.Text(key);
        var entity = entities.Find(entity => entity.Name == name);
        item.FaultIf(entity is null, key, $"'{name}' is no entity of the file");

        return entity;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z_]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Predicate();

    [GeneratedRegex("^ours$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ours();
}
