using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SsdClr.Build.Concepts;

/// <summary>Writes the concept model as JSON-LD, so that programs can join it with other models.</summary>
internal static class ConceptJsonLd
{
    private static readonly JsonSerializerOptions s_layout = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document: a context, and a node an entity with its relations as properties.</summary>
    /// <param name="model">The model.</param>
    public static string Write(ConceptModel model)
    {
        var context = new JsonObject
        {
            ["@base"] = "urn:ssdclr:concept:",
            ["@vocab"] = "urn:ssdclr:relation:",
            ["sccm"] = "http://www.smartcityconceptmodel.com/#",
            ["name"] = "http://schema.org/name",
            ["description"] = "http://schema.org/description",
            ["property"] = "http://schema.org/additionalProperty",
        };
        var graph = new JsonArray();
        foreach (var entity in model.Entities)
        {
            var node = new JsonObject { ["@id"] = entity.Name, ["@type"] = "sccm:" + entity.Type, ["name"] = entity.Label, ["description"] = entity.Description };
            if (entity.Properties.Count > 0)
            {
                node["property"] = new JsonArray([.. entity.Properties.Select(property => JsonValue.Create(property))]);
            }

            foreach (var relations in model.Relations.Where(relation => relation.Subject == entity).GroupBy(relation => relation.Predicate, StringComparer.Ordinal))
            {
                node[relations.Key] = new JsonArray([.. relations.Select(relation => new JsonObject { ["@id"] = relation.Object.Name })]);
            }

            graph.Add(node);
        }

        return new JsonObject { ["@context"] = context, ["@graph"] = graph }.ToJsonString(s_layout) + "\n";
    }
}
