using System.Collections.Concurrent;
using SsdClr.Simulation;
using SsdClr.Simulation.Database;
using SsdClr.Simulation.Schedules;

namespace SsdClr.Tests.Simulation;

[TestClass]
public sealed class RandomScheduleTests
{
    private const long Schedules = 1000;

    [TestMethod]
    public void Whatever_fails_changes_or_is_killed_every_invariant_holds()
    {
        var violations = new ConcurrentBag<string>();
        ScheduleCounts total = Play(1, Schedules, violations);

        Assert.IsEmpty(violations, string.Join('\n', violations));

        // Histories in which nothing happens would prove nothing.
        Assert.IsGreaterThan(Schedules / 10, total.Killed);
        Assert.IsGreaterThan(Schedules / 10, total.Failed);
        Assert.IsGreaterThan(Schedules, total.Deliveries);
    }

    [TestMethod]
    public void A_seed_gives_the_same_history_every_time()
    {
        Assert.AreEqual(Told(17), Told(17));
        Assert.AreNotEqual(Told(17), Told(18));
    }

    private static string Told(long seed)
    {
        using var store = new Store();
        var told = new List<string>();
        RandomSchedule.Play(store, seed, told.Add);
        return string.Join('\n', told);
    }

    private static ScheduleCounts Play(long first, long schedules, ConcurrentBag<string> violations)
    {
        ScheduleCounts total = default;
        var gate = new Lock();
        Parallel.For(
            first,
            first + schedules,
            () => (Store: new Store(), Counts: default(ScheduleCounts)),
            (seed, _, worker) =>
            {
                try
                {
                    return (worker.Store, worker.Counts.And(RandomSchedule.Play(worker.Store, seed)));
                }
                catch (ViolationException violation)
                {
                    violations.Add($"{violation.Message} Replay: dotnet run --project tests/Simulation -c Release -- --replay {seed}");
                    return worker;
                }
            },
            worker =>
            {
                worker.Store.Dispose();
                lock (gate)
                {
                    total = total.And(worker.Counts);
                }
            });
        return total;
    }
}
