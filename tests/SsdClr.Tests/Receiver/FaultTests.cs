using SsdClr.Local.Receiver;

namespace SsdClr.Tests.Receiver;

/// <summary>How faults are written.</summary>
[TestClass]
public sealed class FaultTests
{
    [TestMethod]
    [DataRow("503")]
    [DataRow("429,retry-after=5,times=3")]
    [DataRow("429,retry-after=date+5")]
    [DataRow("503,at=token")]
    [DataRow("slow=10")]
    [DataRow("hang-before")]
    [DataRow("hang-after")]
    [DataRow("cut-before,times=1")]
    [DataRow("cut-after")]
    [DataRow("wrong-count")]
    [DataRow("no-content")]
    [DataRow("garbage")]
    [DataRow("gzip")]
    [DataRow("expired-token")]
    [DataRow("refused-token")]
    [DataRow("too-large=20000")]
    [DataRow("wrong-certificate")]
    [DataRow("refused-child=10000000,times=2")]
    public void A_fault_is_written_as_it_was_read(string text) => Assert.AreEqual(text, Fault.Parse(text).ToString());

    [TestMethod]
    [DataRow("")]
    [DataRow("200")]
    [DataRow("600")]
    [DataRow("status")]
    [DataRow("slow")]
    [DataRow("slow=x")]
    [DataRow("garbage=1")]
    [DataRow("refused-child")]
    [DataRow("refused-child=")]
    [DataRow("503,times=0")]
    [DataRow("503,often")]
    [DataRow("garbage,retry-after=5")]
    [DataRow("wrong-certificate,at=token")]
    [DataRow("503,at=children")]
    public void Anything_else_is_refused_with_what_can_be_written(string text) =>
        StringAssert.Contains(Assert.ThrowsExactly<FormatException>(() => Fault.Parse(text)).Message, "A fault is a status (300 to 599) or one of cut-after, ", StringComparison.Ordinal);

    [TestMethod]
    public void Everything_holds_every_kind_that_needs_no_child() =>
        CollectionAssert.AreEquivalent(Enum.GetValues<FaultKind>().Where(kind => kind != FaultKind.RefusedChild).ToArray(), Fault.Everything.Select(fault => fault.Kind).Distinct().ToArray());

    [TestMethod]
    public void Without_a_chance_the_first_that_fits_is_met()
    {
        var plan = new FaultPlan([Fault.Parse("503,at=token"), Fault.Parse("garbage"), Fault.Parse("gzip")], chance: null, seed: 1);
        Assert.AreEqual("garbage", plan.Next(FaultPlace.Children)?.ToString());
    }

    [TestMethod]
    public void A_fault_is_met_so_many_times()
    {
        var plan = new FaultPlan([Fault.Parse("503,times=2"), Fault.Parse("gzip,times=1")], chance: null, seed: 1);
        Assert.AreEqual("503 503 gzip none", string.Join(' ', Enumerable.Range(0, 4).Select(_ => plan.Next(FaultPlace.Children)?.ToString().Split(',')[0] ?? "none")));
    }

    [TestMethod]
    public void The_same_seed_draws_the_same_faults() => Assert.AreEqual(Draws(seed: 7), Draws(seed: 7));

    [TestMethod]
    public void Another_seed_draws_others() => Assert.AreNotEqual(Draws(seed: 7), Draws(seed: 8));

    [TestMethod]
    public void A_chance_leaves_about_as_many_requests_alone()
    {
        var plan = new FaultPlan(Fault.Everything, chance: 0.2, seed: 1);
        Assert.AreEqual(200, Enumerable.Range(0, 1000).Count(_ => plan.Next(FaultPlace.Children) is not null), delta: 40);
    }

    private static string Draws(int seed)
    {
        var plan = new FaultPlan(Fault.Everything, chance: 0.5, seed);
        return string.Join(' ', Enumerable.Range(0, 50).Select(_ => plan.Next(FaultPlace.Children)?.ToString() ?? "none"));
    }
}
