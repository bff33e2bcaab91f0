using SsdClr.Local.SampleData;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Reading;

/// <summary>The authority's own codes on the server, as <c>ssdclr code-map</c> and <c>ssdclr unmapped</c> work with them.</summary>
[TestClass]
[OnServer]
public sealed class CodeMapTests : IDisposable
{
    private static readonly DateTime s_now = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);
    private CompanionScene _scene = null!;

    [TestInitialize]
    public void Initialize()
    {
        _scene = new CompanionScene(new SampleOptions(Children: 10, Seed: 7, SampleOptions.DefaultAsOf));
        _scene.Database.Execute("UPDATE [dbo].[ssd_cin_episodes] SET [cine_close_reason] = N'Gone with the wind'");
    }

    /// <inheritdoc/>
    public void Dispose() => _scene?.Dispose();

    [TestMethod]
    public void A_value_with_a_code_of_its_own_is_unmapped_no_more()
    {
        Assert.Contains("Gone with the wind", Unmapped());

        Assert.IsTrue(_scene.Server.ChangeCode("closure_reason", "gone with the WIND", "RC7", s_now));

        Assert.DoesNotContain("Gone with the wind", Unmapped());
        Assert.AreEqual("RC7", CodeMap.Read(_scene.Server.Connection).Find("closure_reason", "Gone with the wind "));
    }

    [TestMethod]
    public void A_code_is_taken_back_once()
    {
        _scene.Server.ChangeCode("closure_reason", "Gone with the wind", "RC7", s_now);

        Assert.IsTrue(_scene.Server.ChangeCode("closure_reason", "GONE with the wind", code: null, s_now));
        Assert.IsFalse(_scene.Server.ChangeCode("closure_reason", "Gone with the wind", code: null, s_now));
        Assert.Contains("Gone with the wind", Unmapped());
    }

    private List<string> Unmapped() => [.. UnmappedValues.Read(_scene.Server.Connection, "[dbo]", CodeMap.Read(_scene.Server.Connection)).Select(value => value.HeldValue)];
}
