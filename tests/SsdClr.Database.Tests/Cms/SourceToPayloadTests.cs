using System.Globalization;
using SsdClr.Json;
using SsdClr.Payload.Change;

namespace SsdClr.Database.Tests.Cms;

/// <summary>
/// From a made-up source system over the extract and the SSD to the payload, on SQLite. The normal run takes 300 children a system;
/// <c>SSDCLR_SOURCE_CHILDREN=2000</c> takes as many as it says.
/// </summary>
[TestClass]
public sealed class SourceToPayloadTests
{
    private static readonly int s_children =
        int.TryParse(Environment.GetEnvironmentVariable("SSDCLR_SOURCE_CHILDREN"), NumberStyles.None, CultureInfo.InvariantCulture, out var children) ? children : 300;

    public TestContext TestContext { get; set; } = null!;

    [TestMethod]
    [DataRow("liquid_logic", "UPDATE [Child_Social].[DIM_PERSON] SET [SURNAME] = 'Changed' WHERE [DIM_PERSON_ID] = ")]
    [DataRow("mosaic", "UPDATE [mosaic].[MO_PERSON_NAMES] SET [LAST_NAMES] = 'Changed' WHERE [PERSON_ID] = ")]
    public void Every_made_up_child_arrives_in_its_payload(string system, string change)
    {
        using var scene = new SourceScene(system, s_children);
        var expected = scene.Payloads(scene.Expected);
        var first = scene.Payloads(scene.Extracted);

        AssertSame(expected, first);
        Assert.IsGreaterThan(s_children / 2, expected.Count);
        AssertEveryFieldArrives(scene, expected, first);

        // The records are numbered anew, and one child has another name.
        scene.Fill(night: 1);
        scene.Extract();
        AssertSame(first, scene.Payloads(scene.Extracted));
        var changed = first.Keys.Order(StringComparer.Ordinal).First();
        scene.Run(change + changed);
        scene.Extract();
        var third = scene.Payloads(scene.Extracted);
        CollectionAssert.AreEqual(new[] { changed }, first.Where(child => !child.Value.IsSameAs(third[child.Key])).Select(child => child.Key).ToArray());
    }

    private static void AssertSame(Dictionary<string, JsonValue> expected, Dictionary<string, JsonValue> actual)
    {
        CollectionAssert.AreEquivalent(expected.Keys, actual.Keys);
        var differing = expected.Where(child => !child.Value.IsSameAs(actual[child.Key])).ToList();
        Assert.IsEmpty(differing, differing.Count == 0 ? string.Empty : $"{differing.Count} children differ, the first:\n{differing[0].Value.ToText()}\n{actual[differing[0].Key].ToText()}");
    }

    /// <summary>How many children have each field of the payload, as they are and as they arrive; the list is in the result of the test.</summary>
    private void AssertEveryFieldArrives(SourceScene scene, Dictionary<string, JsonValue> expected, Dictionary<string, JsonValue> actual)
    {
        foreach (var table in SourceScene.Model.Objects)
        {
            foreach (var field in table.Fields.Where(field => field.Feeds.Count > 0))
            {
                var source = SourceScene.Count(scene.Expected, table, field);
                var ssd = SourceScene.Count(scene.Extracted, table, field);
                foreach (var path in field.Feeds.Select(feed => feed.Split(' ')[0]))
                {
                    var held = expected.Values.Count(child => Has(child, path));
                    var arrives = actual.Values.Count(child => Has(child, path));
                    TestContext.WriteLine($"| {path} | {table.Name}.{field.Name} | {source} | {ssd} | {held} | {arrives} |");
                    Assert.AreEqual(held, arrives, path);
                }
            }
        }
    }

    private static bool Has(JsonValue value, string path)
    {
        var at = path.IndexOf('.', StringComparison.Ordinal);
        var name = (at < 0 ? path : path[..at]).Replace("[]", string.Empty, StringComparison.Ordinal);
        if (value.Find(new JsonName(name)) is not { } found)
        {
            return false;
        }

        return at < 0 ? found.Items.Count > 0 || !path.EndsWith("[]", StringComparison.Ordinal)
            : found.Items.Count > 0 ? found.Items.Any(item => Has(item, path[(at + 1)..])) : Has(found, path[(at + 1)..]);
    }
}
