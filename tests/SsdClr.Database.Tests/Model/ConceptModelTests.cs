using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SsdClr.Build;
using SsdClr.Build.Concepts;

namespace SsdClr.Database.Tests.Model;

/// <summary>The concept model: what the file holds, what is refused, and what programs read of it.</summary>
[TestClass]
public sealed partial class ConceptModelTests
{
    private static readonly ConceptModel s_concepts = ConceptModelReader.Read(CheckedOut.Repository);

    [TestMethod]
    public void Holds_thirteen_entities_and_nineteen_relations_of_which_one_is_ours()
    {
        Assert.HasCount(13, s_concepts.Entities);
        Assert.HasCount(19, s_concepts.Relations);
        Assert.AreEqual("runs", s_concepts.Relations.Single(relation => relation.IsOurs).Predicate);
    }

    [TestMethod]
    public void Every_entity_takes_part_in_a_relation() =>
        Assert.AreEqual(string.Empty, string.Join(", ", s_concepts.Entities.Where(entity => !s_concepts.Relations.Any(relation => relation.Subject == entity || relation.Object == entity)).Select(entity => entity.Name)));

    [TestMethod]
    public void Diagram_has_a_box_an_entity_and_an_arrow_a_relation()
    {
        var diagram = File.ReadAllText(Path.Combine(CheckedOut.Repository.Concept, "concept-model.md")).ReplaceLineEndings("\n").Split("```")[1].Split('\n').Select(line => line.Trim()).ToList();

        CollectionAssert.IsSubsetOf(s_concepts.Entities.Select(entity => $"{entity.Name}[\"{entity.Label}<br/>{entity.Type}\"]:::{entity.Type}").ToList(), diagram);
        CollectionAssert.AreEquivalent(
            s_concepts.Relations.Select(relation => $"{relation.Subject.Name} {relation.Predicate.Replace('_', ' ')} {relation.Object.Name}{(relation.IsOurs ? " (dotted)" : string.Empty)}").ToList(),
            diagram.Select(line => Arrow().Match(line)).Where(match => match.Success).Select(match => $"{match.Groups["from"]} {match.Groups["words"]} {match.Groups["to"]}{(match.Groups["dot"].Success ? " (dotted)" : string.Empty)}").ToList());
    }

    [TestMethod]
    public void JSON_LD_says_what_the_file_says()
    {
        var graph = JObject.Parse(File.ReadAllText(Path.Combine(CheckedOut.Repository.Concept, "concept-model.jsonld")))["@graph"]!;

        var relations = graph.SelectMany(node => ((JObject)node).Properties().Where(property => property.Name != "property" && property.Value is JArray)
            .SelectMany(property => property.Value.Select(target => $"{node["@id"]} {property.Name} {target["@id"]}"))).ToList();

        CollectionAssert.AreEquivalent(s_concepts.Relations.Select(relation => $"{relation.Subject.Name} {relation.Predicate} {relation.Object.Name}").ToList(), relations);
        CollectionAssert.AreEqual(s_concepts.Entities.Select(entity => $"{entity.Name} sccm:{entity.Type}").ToList(), graph.Select(node => $"{node["@id"]} {node["@type"]}").ToList());
    }

    [TestMethod]
    [DataRow("type: ORGANIZATION", "type: ORGANISATION", "no concept of PAS 182")]
    [DataRow("object: Region}", "object: Country}", "'Country' is no entity")]
    [DataRow("name: Region", "name: Place", "'Place' is there already")]
    [DataRow("origin: ours", "origin: theirs", "must match")]
    [DataRow("predicate: feeds", "verb: feeds", "predicate: is missing")]
    public void Wrong_file_is_refused(string right, string wrong, string message)
    {
        using var scratch = new ScratchRepository("unused.yml", string.Empty);
        var yaml = File.ReadAllText(CheckedOut.Repository.ConceptModel);
        Assert.Contains(right, yaml, StringComparison.Ordinal);
        File.WriteAllText(scratch.Repository.ConceptModel, yaml.Replace(right, wrong, StringComparison.Ordinal));

        var fault = Assert.ThrowsExactly<BuildException>(() => ConceptModelReader.Read(scratch.Repository));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^(?<from>\w+) -(-|(?<dot>\.)) (?<words>[a-z ]+) (-|\.)-> (?<to>\w+)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Arrow();
}
