using SsdClr.Simulation.Schedules;

namespace SsdClr.Tests.Simulation;

[TestClass]
public sealed class BoundaryEnumerationTests
{
    // The smallest run there is opens its row in the log, refreshes, and closes it.
    private const int FewestBoundaries = 10;

    public static IEnumerable<object[]> Scenarios => Scenario.All.Select(scenario => new object[] { scenario.Name });

    [TestMethod]
    [DynamicData(nameof(Scenarios))]
    public void A_run_may_be_interrupted_at_every_write_commit_and_send(string name)
    {
        int boundaries = BoundaryEnumeration.Play(Scenario.All.Single(scenario => scenario.Name == name), merges: true);

        Assert.IsGreaterThan(FewestBoundaries, boundaries);
    }
}
