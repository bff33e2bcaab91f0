using SsdClr.Chaos;

namespace SsdClr.Tests.Chaos;

/// <summary>The short form of tests/Chaos, and that its checker sees what it is there to see.</summary>
[TestClass]
public sealed class ChaosTests
{
    [TestMethod]
    public async Task Twenty_kills_lose_nothing_and_hide_nothing()
    {
        var report = await ChaosRun.RunAsync(new ChaosOptions(Kills: 20, Seed: 1, Children: 120), _ => { });
        Assert.IsTrue(report.IsClean, string.Join(Environment.NewLine, report.Lines()));
        Assert.AreEqual(20, report.Kills);
    }

    [TestMethod]
    public async Task The_checker_sees_an_acknowledgement_of_what_never_arrived()
    {
        await using var scene = await CheckerScene.StartAsync();
        scene.AddStaged("child-1", state: "accepted");
        Assert.AreEqual("child child-1 counts as accepted and is not held as it was acknowledged", scene.Check().AcknowledgedNotReceived.Single());
    }

    [TestMethod]
    public async Task The_checker_sees_a_receipt_that_was_never_given()
    {
        await using var scene = await CheckerScene.StartAsync();
        scene.AddPost(1, outcome: "accepted", bytes: 2, ("child-1", IsResend: false, Receipt: "made up"));
        Assert.AreEqual("child child-1 has a receipt that was never given for it", scene.Check().AcknowledgedNotReceived.Single());
    }

    [TestMethod]
    public async Task The_checker_sees_a_delivery_that_is_not_in_the_log()
    {
        await using var scene = await CheckerScene.StartAsync();
        var bytes = await scene.PostAsync("child-1");
        scene.AddPost(1, outcome: "unknown", bytes, ("child-1", IsResend: false, Receipt: null));
        Assert.IsTrue(scene.Check().IsClean);
        await scene.PostAsync("child-1");
        Assert.AreEqual($"2 deliveries, and 1 POSTs in the log, of {bytes} bytes: child-1", scene.Check().UnloggedResends.Single());
    }

    [TestMethod]
    public async Task The_checker_sees_a_sending_again_that_is_not_marked()
    {
        await using var scene = await CheckerScene.StartAsync();
        scene.AddPost(1, outcome: "unknown", bytes: 2, ("child-1", IsResend: false, Receipt: null));
        scene.AddPost(2, outcome: "unknown", bytes: 2, ("child-1", IsResend: false, Receipt: null));
        Assert.AreEqual("child child-1 of batch 2 was sent before and is not marked", scene.Check().UnloggedResends.Single());
    }

    [TestMethod]
    public async Task The_checker_sees_a_purge_without_cause()
    {
        await using var scene = await CheckerScene.StartAsync();
        await scene.PurgeAsync("child-1");
        Assert.AreEqual("child child-1 was purged and never removed from SSD", scene.Check().Others.Single());
    }

    [TestMethod]
    public async Task The_checker_sees_a_deletion_that_was_not_carried_out()
    {
        await using var scene = await CheckerScene.StartAsync();
        scene.AddPost(1, outcome: "unknown", await scene.PostAsync("child-1"), ("child-1", IsResend: false, Receipt: null));
        scene.AddStaged("child-1", state: "purged");
        Assert.AreEqual("child child-1 counts as deleted and is still held", scene.Check().AcknowledgedNotReceived.Single());
    }

    [TestMethod]
    public async Task The_checker_sees_at_the_end_what_was_not_sent()
    {
        await using var scene = await CheckerScene.StartAsync();
        scene.AddStaged("child-1", state: "pending");
        Assert.AreEqual("child child-1 is still pending", scene.CheckEnd([]).Lost.Single());
    }

    [TestMethod]
    public async Task The_checker_sees_at_the_end_who_is_missing_or_too_many_or_different()
    {
        await using var scene = await CheckerScene.StartAsync();
        await scene.PostAsync("child-1");
        await scene.PostAsync("child-2");
        CollectionAssert.AreEqual(
            new[]
            {
                "child child-1 is held differently than a receiver that starts anew would hold it",
                "child child-2 is held, and a receiver that starts anew would not hold it",
                "child child-3 is not held",
            },
            scene.CheckEnd(["child-1", "child-3"]).Lost);
    }
}
