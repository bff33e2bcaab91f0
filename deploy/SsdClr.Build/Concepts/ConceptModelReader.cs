using System.Globalization;
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
    public static ConceptModel Read(Repository repository)
    {
        var faults = new List<string>();
        var entities = new List<ConceptEntity>();
        var relations = new List<ConceptRelation>();
        if (YamlMap.OfFile(repository.Relative(repository.ConceptModel), repository.ConceptModel, "entities", faults) is { } map)
        {
            foreach (var item in map.Maps("entities"))
            {
                entities.Add(Entity(item, entities));
            }

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

            map.RefuseOtherKeys();
        }

        return faults.Count == 0 ? new ConceptModel(entities, relations) : throw new BuildException(faults);
    }

    private static ConceptEntity Entity(YamlMap item, List<ConceptEntity> before)
    {
        var entity = new ConceptEntity(
            item.Text("name", Name()),
            item.Text("label"),
            item.Text("type"),
            item.Text("description"),
            item.TextList("properties", Predicate()),
            Number(item, "column"),
            Number(item, "row")) { Here = item.Text("here") };
        item.RefuseOtherKeys();
        if (!s_types.Contains(entity.Type, StringComparer.Ordinal))
        {
            item.Fault("type", $"'{entity.Type}' is no concept of PAS 182; these are {string.Join(", ", s_types)}");
        }

        if (before.Exists(other => other.Name == entity.Name))
        {
            item.Fault("name", $"'{entity.Name}' is there already");
        }

        if (before.Exists(other => other.Column == entity.Column && other.Row == entity.Row))
        {
            item.Fault("row", "another entity stands in this column and row");
        }

        return entity;
    }

    private static int Number(YamlMap item, string key) =>
        int.TryParse(item.Text(key, Digit()), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static ConceptEntity? Named(YamlMap item, string key, List<ConceptEntity> entities)
    {
        var name = item.Text(key);
        var entity = entities.Find(entity => entity.Name == name);
        if (entity is null)
        {
            item.Fault(key, $"'{name}' is no entity of the file");
        }

        return entity;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z_]*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Predicate();

    [GeneratedRegex("^ours$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Ours();

    [GeneratedRegex("^[0-9]$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Digit();
}
