using System.Globalization;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using SsdClr.Build.Model;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace SsdClr.Database.Tests.Model;

/// <summary>The JSON Schemas, which editors check the YAML by, against the files themselves and against what the reader refuses.</summary>
[TestClass]
public sealed class ModelSchemaTests
{
    private static readonly Task<JsonSchema> s_objectSchema = Schema("object");
    private static readonly Task<JsonSchema> s_categorySchema = Schema("category");

    [TestMethod]
    public async Task Every_object_keeps_the_schema()
    {
        var schema = await s_objectSchema.ConfigureAwait(false);

        Assert.AreEqual(string.Empty, Faults(schema, CheckedOut.Repository.ModelObjects));
    }

    [TestMethod]
    public async Task Every_category_keeps_the_schema()
    {
        var schema = await s_categorySchema.ConfigureAwait(false);

        Assert.AreEqual(string.Empty, Faults(schema, CheckedOut.Repository.ModelCategories));
    }

    [TestMethod]
    [DataRow("cms", "liquid_logic.yml")]
    [DataRow("cms", "mosaic.yml")]
    [DataRow("overrides", "overrides.example.yml")]
    public async Task Mapping_and_overrides_keep_their_schema(string kind, string file)
    {
        var schema = await Schema(kind).ConfigureAwait(false);

        var faults = schema.Validate(Json(File.ReadAllText(Path.Combine(CheckedOut.Repository.ModelCms, file))));

        Assert.AreEqual(string.Empty, string.Join('\n', faults.Select(fault => $"{fault.Path}: {fault.Kind}")));
    }

    [TestMethod]
    [DataRow("cms", "grade: published", "grade: sure")]
    [DataRow("cms", "inner persons k on", "outer persons k on")]
    [DataRow("cms", "from: DM_PERSONS p", "from: DM_PERSONS")]
    [DataRow("cms", "unmapped:", "left_out:")]
    [DataRow("overrides", "years: 6", "years: all")]
    [DataRow("overrides", "system: mosaic", "system: mosaic\ncolour: red")]
    [DataRow("overrides", "by: data team, ", "")]
    [DataRow("overrides", "source: our table of workers", "says: our table of workers")]
    public async Task Mapping_and_overrides_that_the_reader_refuses_do_not_keep_their_schema(string kind, string right, string wrong)
    {
        var schema = await Schema(kind).ConfigureAwait(false);
        var yaml = File.ReadAllText(Path.Combine(CheckedOut.Repository.ModelCms, kind == "cms" ? "mosaic.yml" : "overrides.example.yml"));
        Assert.Contains(right, yaml, StringComparison.Ordinal);

        Assert.IsNotEmpty(schema.Validate(Json(yaml.Replace(right, wrong, StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow("subject: people", "subject: animals")]
    [DataRow("subject: people", "owner: me")]
    [DataRow("type: int", "type: money")]
    [DataRow("nullable: false", "nullable: 0")]
    [DataRow("nullable: false, ", "")]
    [DataRow("item_ref: PETS001A", "item_ref: PETS1")]
    [DataRow("description: Row.", "description: ''")]
    [DataRow("description: Row.", "description: Row., validators: {needed: true}")]
    [DataRow("description: Row.", "description: Row., validators: {one_of: any}")]
    [DataRow("description: Row.", "description: Row., validators: {range: [1]}")]
    [DataRow("description: Row.", "description: Row., returns: [MIN]")]
    [DataRow("description: Row.", "description: Row., sources: {acme: PETS.ID}")]
    public async Task Object_that_the_reader_refuses_does_not_keep_the_schema(string right, string wrong)
    {
        const string Valid = "object: ssd_pet\nsubject: people\ndescription: Pets.\nfields:\n  - {name: pets_id, type: int, nullable: false, primary_key: true, item_ref: PETS001A, description: Row.}\n";
        var schema = await s_objectSchema.ConfigureAwait(false);

        Assert.IsEmpty(schema.Validate(Json(Valid)));
        Assert.IsNotEmpty(schema.Validate(Json(Valid.Replace(right, wrong, StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow("category: species", "category: Species")]
    [DataRow("description: Kinds.", "kinds: all")]
    [DataRow("  - {value: CAT, description: A cat}", "  - CAT")]
    [DataRow("value: CAT, ", "")]
    [DataRow("feeds: child_details.pet (99)\n", "")]
    public async Task Category_that_the_reader_refuses_does_not_keep_the_schema(string right, string wrong)
    {
        const string Valid = "category: species\ncode_list: Species\nfeeds: child_details.pet (99)\ndescription: Kinds.\ncodes:\n  - {value: CAT, description: A cat}\n";
        var schema = await s_categorySchema.ConfigureAwait(false);

        Assert.IsEmpty(schema.Validate(Json(Valid)));
        Assert.IsNotEmpty(schema.Validate(Json(Valid.Replace(right, wrong, StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Schema_and_reader_know_the_same_names()
    {
        var schema = JObject.Parse(File.ReadAllText(SchemaFile("object")));

        CollectionAssert.AreEqual(SubjectArea.All.Select(area => area.Name).ToList(), Names(schema, "properties.subject.enum"));
        CollectionAssert.AreEqual(StatutoryReturn.All.Select(known => known.Name).ToList(), Names(schema, "definitions.return.enum"));
        CollectionAssert.AreEqual(SsdValidators.OneOfForms.ToList(), Names(schema, "definitions.validators.properties.one_of.enum"));
        CollectionAssert.AreEqual(
            CaseManagementSystem.All.Select(system => system.Name).ToList(),
            ((JObject)schema.SelectToken("definitions.field.properties.sources.properties")!).Properties().Select(property => property.Name).ToList());
    }

    private static List<string> Names(JObject schema, string path) => [.. schema.SelectToken(path)!.Select(name => (string)name!)];

    private static string SchemaFile(string kind) => Path.Combine(CheckedOut.Repository.Root, "sql", "model", "schema", kind + ".schema.json");

    private static Task<JsonSchema> Schema(string kind) => JsonSchema.FromFileAsync(SchemaFile(kind));

    private static string Faults(JsonSchema schema, string folder) => string.Join('\n', Directory.EnumerateFiles(folder, "*.yml")
        .SelectMany(path => schema.Validate(Json(File.ReadAllText(path))).Select(fault => $"{Path.GetFileName(path)}: {fault.Path}: {fault.Kind}")));

    private static JToken Json(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        return Json(stream.Documents[0].RootNode);
    }

    private static JToken Json(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JObject(mapping.Children.Select(pair => new JProperty(((YamlScalarNode)pair.Key).Value!, Json(pair.Value)))),
        YamlSequenceNode sequence => new JArray(sequence.Children.Select(Json)),
        YamlScalarNode { Style: ScalarStyle.Plain, Value: "true" or "false" } flag => new JValue(flag.Value == "true"),
        YamlScalarNode { Style: ScalarStyle.Plain } scalar when int.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => new JValue(number),
        YamlScalarNode scalar => new JValue(scalar.Value),
        _ => throw new InvalidOperationException("An alias has no place in the model."),
    };
}
