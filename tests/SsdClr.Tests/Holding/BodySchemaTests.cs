using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SsdClr.Local.Receiver;
using SsdClr.Payload.Holding;
using SsdClr.Tests.Receiver;

namespace SsdClr.Tests.Holding;

/// <summary>Every body is one that the published schema allows.</summary>
[TestClass]
public sealed class BodySchemaTests
{
    private static readonly BodySettings s_default = new();
    private static readonly BodySettings s_clearing = new(fullIncludesPurges: true, clearsWithNull: true);

    [TestMethod]
    public async Task Every_body_without_nulls_is_a_child() =>
        Holds(await ChildSchema.LoadAsync(), difference => [difference.Full(s_default), difference.Partial(s_default)]);

    [TestMethod]
    public async Task Every_body_that_clears_with_null_is_a_child_with_nulls() =>
        Holds(await ChildSchema.LoadAsync(takesNulls: true), difference => [difference.Full(s_clearing), difference.Partial(s_clearing)]);

    [TestMethod]
    [DataRow("/mis_child_id")]
    [DataRow("/child_details/postcode")]
    [DataRow("/social_care_episodes/0/referral_no_further_action_flag")]
    [DataRow("/social_care_episodes/0/child_looked_after_placements/0/end_date")]
    [DataRow("/social_care_episodes/0/adoption/placed_date")]
    public async Task A_value_that_may_be_absent_may_be_cleared(string location) => Assert.IsEmpty(await FaultsWithNullsAsync(location, "null"));

    [TestMethod]
    [DataRow("/la_child_id", "null", " .la_child_id must be a string", DisplayName = "child id")]
    [DataRow("/child_details/uasc_flag", "null", " .child_details.uasc_flag must be true or false", DisplayName = "flag that is always known")]
    [DataRow("/social_care_episodes/0/social_care_episode_id", "null", " .social_care_episodes[0].social_care_episode_id must be a string", DisplayName = "record id")]
    [DataRow("/social_care_episodes/0/care_worker_details/0/end_date", "null", " .social_care_episodes[0].care_worker_details[0].end_date must be a string", DisplayName = "item that is sent as a whole")]
    [DataRow("/child_details/postcode", "1", " .child_details.postcode must be a string", DisplayName = "other than null")]
    public async Task Nothing_else_may_be_null(string location, string json, string fault) =>
        Assert.AreEqual(fault.TrimStart(), string.Join(';', await FaultsWithNullsAsync(location, json)));

    [TestMethod]
    public void A_child_with_nulls_is_a_child_but_for_nulls()
    {
        using var stream = typeof(ChildSchema).Assembly.GetManifestResourceStream("SsdClr.payload.schema.json")!;
        var definitions = JsonNode.Parse(stream)!["definitions"]!.AsObject();
        var withNulls = definitions.Where(definition => definition.Key.EndsWith("_with_nulls", StringComparison.Ordinal)).ToList();

        Assert.HasCount(10, withNulls);
        foreach (var (name, definition) in withNulls)
        {
            var strict = definition!.DeepClone().AsObject();
            strict.Remove("description");
            var expected = definitions[name[..^"_with_nulls".Length]]!.DeepClone().AsObject();
            expected.Remove("description");
            Assert.AreEqual(expected.ToJsonString(), WithoutNulls(strict).ToJsonString().Replace("_with_nulls", "", StringComparison.Ordinal), name);
        }
    }

    private static JsonObject WithoutNulls(JsonObject definition)
    {
        var properties = definition["properties"]!.AsObject();
        foreach (var (name, property) in properties.ToList())
        {
            if (property!["oneOf"] is JsonArray { Count: 2 } choice && choice[0]!["type"]?.GetValue<string>() == "null")
            {
                properties[name] = choice[1]!.DeepClone();
            }
        }

        return definition;
    }

    private static async Task<IReadOnlyList<string>> FaultsWithNullsAsync(string location, string json) =>
        (await ChildSchema.LoadAsync(takesNulls: true)).Faults(Encoding.UTF8.GetBytes(ExampleChild.FullWith(location, json)));

    private static void Holds(ChildSchema schema, Func<ChildDifference, ChildBody[]> bodies)
    {
        var pairs =
            from seed in Gen.Choose(0, int.MaxValue - 1)
            from changes in Gen.Choose(0, 9)
            select (seed, changes);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(pairs), drawn =>
        {
            var pair = new GeneratedPair(drawn.seed, drawn.changes);
            return bodies(Difference.Between(pair.Acknowledged, pair.Current, pair.Inventory)!)
                .All(body => schema.Faults(Encoding.UTF8.GetBytes(body.Text ?? pair.Current)).Count == 0);
        }));
    }
}
