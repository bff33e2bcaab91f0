using SsdClr.Local;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class RunLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_second_command_is_refused_while_the_first_holds_the_lock()
    {
        using var first = RunLock.Acquire(_folder["children.db"], "run", TimeProvider.System);
        Assert.ThrowsExactly<CompanionException>(() => RunLock.Acquire(_folder["children.db"], "load", TimeProvider.System));
    }

    [TestMethod]
    public void The_refusal_names_the_holder()
    {
        using var first = RunLock.Acquire(_folder["children.db"], "run", new FixedClock(new DateTimeOffset(2026, 4, 1, 2, 3, 4, TimeSpan.Zero)));
        var refusal = Assert.ThrowsExactly<CompanionException>(() => RunLock.Acquire(_folder["children.db"], "load", TimeProvider.System));
        Assert.AreEqual(
            $"children.db is in use by ssdclr run, process {Environment.ProcessId} on {Environment.MachineName}, started 2026-04-01 02:03:04 UTC; wait until it ends, then try again.",
            refusal.Message);
    }

    [TestMethod]
    public void The_lock_is_free_again_when_the_first_command_ends()
    {
        RunLock.Acquire(_folder["children.db"], "run", TimeProvider.System).Dispose();
        RunLock.Acquire(_folder["children.db"], "load", TimeProvider.System).Dispose();
        Assert.IsFalse(File.Exists(_folder["children.db.lock.holder"]));
    }

    [TestMethod]
    public void A_holder_that_was_killed_holds_nothing()
    {
        _folder.Write("children.db.lock", string.Empty);
        _folder.Write("children.db.lock.holder", "ssdclr run, process 1 on another, started long ago");
        using var runLock = RunLock.Acquire(_folder["children.db"], "load", TimeProvider.System);
        Assert.StartsWith($"ssdclr load, process {Environment.ProcessId}", File.ReadAllText(_folder["children.db.lock.holder"]), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Databases_are_locked_apart()
    {
        using var first = RunLock.Acquire(_folder["children.db"], "run", TimeProvider.System);
        using var second = RunLock.Acquire(_folder["other.db"], "run", TimeProvider.System);
        Assert.IsTrue(File.Exists(_folder["other.db.lock.holder"]));
    }
}
