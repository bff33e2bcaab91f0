using Microsoft.Data.SqlClient;
using SsdClr.Local;
using SsdClr.Local.SampleData;
using SsdClr.Local.SampleData.Sources;
using SsdClr.Local.Server;
using SsdClr.Payload.Holding;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Extracting;

/// <summary>The extract of a made-up source system on the server: the SSD that it fills gives the payloads of the children that the system was made of.</summary>
[TestClass]
[OnServer]
public sealed class ExtractTests
{
    private static readonly SampleOptions s_children = new(Children: 60, Seed: 11, SampleOptions.DefaultAsOf, MessPercent: 0, SampleTables.All);

    [TestMethod]
    [DataRow("liquid_logic")]
    [DataRow("mosaic")]
    public void Extracted_children_have_the_payloads_of_the_made_up_ones(string system)
    {
        using var scene = new ExtractScene(system, s_children);
        scene.Install();
        scene.Extract("@replace = 0");
        var first = scene.Actual();
        AssertSame(scene.Expected(), first);
        Assert.IsGreaterThan(s_children.Children / 2, first.Count);

        // The next night the system has numbered its records anew.
        var ids = scene.RecordIds();
        scene.Fill(night: 1);
        var refused = Assert.Throws<SqlException>(() => scene.Extract("@replace = 0"));
        scene.Extract("@replace = 1");

        Assert.AreEqual(51061, refused.Number);
        AssertSame(first, scene.Actual());
        Assert.AreNotEqual(ids, scene.RecordIds());
        Assert.AreEqual("1", scene.Value("SELECT COUNT(*) FROM [dbo].[ssd_version_log] WHERE [is_current] = 1"));
    }

    [TestMethod]
    [DataRow("liquid_logic", "FACT_903_DATA")]
    [DataRow("mosaic", "DM_OFFENCES")]
    public void Check_of_the_source_finds_what_is_missing_and_nothing_else(string system, string dropped)
    {
        using var scene = new ExtractScene(system, s_children);

        var whole = scene.Check();
        scene.Drop(dropped);
        var lacking = scene.Check();

        Assert.IsEmpty(whole.MissingTables);
        Assert.IsEmpty(whole.MissingColumns);
        Assert.IsEmpty(whole.OtherTypes);
        Assert.Contains(dropped, lacking.MissingTables.Single(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Real_table_of_a_system_is_never_replaced()
    {
        using var database = ScratchDatabase.Create();
        database.Execute("CREATE SCHEMA [Child_Social]");
        database.Execute("CREATE TABLE [Child_Social].[DIM_PERSON] ([DIM_PERSON_ID] int NULL)");
        using var server = ServerDatabase.Open(database.ConnectionString, CompanionScene.Settings());

        var refused = Assert.ThrowsExactly<CompanionException>(() => new SourceDatabase(server, SourceSystem.Of("liquid_logic", s_children.AsOf)).Require(replace: true));

        Assert.Contains("may be a real system", refused.Message, StringComparison.Ordinal);
    }

    private static void AssertSame(Dictionary<string, JsonValue> expected, Dictionary<string, JsonValue> actual)
    {
        CollectionAssert.AreEquivalent(expected.Keys, actual.Keys);
        var differing = expected.Where(child => !child.Value.IsSameAs(actual[child.Key])).ToList();
        Assert.IsEmpty(differing, differing.Count == 0 ? string.Empty : $"{differing.Count} children differ, the first:\n{differing[0].Value.ToText()}\n{actual[differing[0].Key].ToText()}");
    }
}
