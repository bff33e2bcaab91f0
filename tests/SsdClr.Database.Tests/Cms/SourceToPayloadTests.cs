using System.Globalization;
using SsdClr.Json;
using SsdClr.Local.Receiver;
using SsdClr.Payload.Holding;

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

    // Fields that a system does not hold, and that docs/extracts.md explains.
    private static readonly Dictionary<string, string[]> s_notHeld = new(StringComparer.Ordinal)
    {
        ["liquid_logic"] = [],
        ["mosaic"] = ["mis_child_id", "child_details.unique_pupil_number_unknown_reason"],
    };

    [TestMethod]
    [DataRow("liquid_logic")]
    [DataRow("mosaic")]
    public void Every_made_up_child_arrives_in_its_payload(string system)
    {
        using var scene = new SourceScene(system, s_children);
        var expected = scene.Payloads(scene.Expected);
        var actual = scene.Payloads(scene.Extracted);

        // The system numbers its records in its own way.
        AssertSame(Compared(expected), Compared(actual));
        Assert.IsGreaterThan(s_children / 2, expected.Count);
        AssertEveryFieldArrives(system, scene, expected, actual);
        Assert.AreEqual(string.Empty, string.Join('\n', scene.Faults()));
    }

    [TestMethod]
    [DataRow("liquid_logic", "UPDATE [Child_Social].[DIM_PERSON] SET [SURNAME] = 'Changed' WHERE [DIM_PERSON_ID] = ")]
    [DataRow("mosaic", "UPDATE [mosaic].[MO_PERSON_NAMES] SET [LAST_NAMES] = 'Changed' WHERE [PERSON_ID] = ")]
    public async Task Renumbered_records_send_nothing_and_a_changed_child_goes_alone(string system, string change)
    {
        var options = new ReceiverOptions();
        await using var receiver = await RehearsalReceiver.StartAsync(options, TimeProvider.System);
        using var scene = new SourceScene(system, children: 60);
        var sent = scene.Run(receiver, options);
        var before = scene.Payloads(scene.Extracted);

        scene.Fill(night: 1);
        scene.Extract();
        var renumbered = scene.Run(receiver, options);
        var after = scene.Payloads(scene.Extracted);
        scene.Run(change + before.Keys.Order(StringComparer.Ordinal).First());
        scene.Extract();
        var changed = scene.Run(receiver, options);

        Assert.AreEqual(before.Count, sent.Accepted);
        Assert.IsGreaterThan(before.Count / 2, before.Count(child => !child.Value.IsSameAs(after[child.Key])), "The second night numbers no record anew.");
        Assert.AreEqual(0, renumbered.Sent);
        Assert.AreEqual(1, changed.Accepted);
    }

    private static Dictionary<string, JsonValue> Compared(Dictionary<string, JsonValue> payloads) =>
        payloads.ToDictionary(child => child.Key, child => ComparisonForm.Of(child.Value), StringComparer.Ordinal);

    private static void AssertSame(Dictionary<string, JsonValue> expected, Dictionary<string, JsonValue> actual)
    {
        CollectionAssert.AreEquivalent(expected.Keys, actual.Keys);
        var differing = expected.Where(child => !child.Value.IsSameAs(actual[child.Key])).ToList();
        Assert.IsEmpty(differing, differing.Count == 0 ? string.Empty : $"{differing.Count} children differ, the first:\n{differing[0].Value.ToText()}\n{actual[differing[0].Key].ToText()}");
    }

    /// <summary>How many children have each field of the payload, as they are and as they arrive; the list is in the result of the test.</summary>
    private void AssertEveryFieldArrives(string system, SourceScene scene, Dictionary<string, JsonValue> expected, Dictionary<string, JsonValue> actual)
    {
        TestContext.WriteLine("| payload | SSD | in the source | in the SSD | in payloads as they should be | in payloads |");
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
                    Assert.AreEqual(s_notHeld[system].Contains(path), arrives == 0, path);
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
