using SsdClr.Local.Commands;

namespace SsdClr.Tests.Companion;

/// <summary>What 'ssdclr receiver' refuses before it listens.</summary>
[TestClass]
public sealed class ReceiverCommandTests
{
    [TestMethod]
    public async Task A_fault_that_is_none_is_refused_with_what_can_be_written()
    {
        var run = await CommandRun.OfAsync("receiver", "--port", "0", "--fault", "503", "--fault", "nonsense");
        Assert.AreEqual(ExitCode.Failure, run.ExitCode);
        StringAssert.Contains(run.MessageLines.Single(), "'nonsense' is no fault. A fault is a status (300 to 599) or one of ", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task A_chance_is_0_to_1()
    {
        var run = await CommandRun.OfAsync("receiver", "--port", "0", "--fault-chance", "2");
        Assert.AreEqual(ExitCode.Failure, run.ExitCode);
        StringAssert.Contains(run.MessageLines.Single(), "The chance of a fault must be 0 to 1.", StringComparison.Ordinal);
    }
}
