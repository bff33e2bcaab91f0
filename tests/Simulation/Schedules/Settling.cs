using SsdClr.Runs;

namespace SsdClr.Simulation.Schedules;

/// <summary>The calm after the storm: nothing fails and nothing changes any more, so all has to come right in a few runs.</summary>
internal static class Settling
{
    private const int Runs = 6;

    /// <summary>Runs until a run succeeds, looks at the result, and runs once more.</summary>
    /// <exception cref="ViolationException">No run succeeds; receiver and SSD differ; the last run sent something.</exception>
    internal static ScheduleCounts Settle(SimulatedWorld world)
    {
        world.Internet.Troubles.Cease();
        world.Settings["max_as_of_days"] = "36500";
        var counts = default(ScheduleCounts);
        for (var run = 1; ; run++)
        {
            var asked = world.CurrentReceiver();
            world.Requeue();
            var end = world.Run(RunOperation.Run, interruption: null, world.ToConfirm);
            counts = counts.And(end);

            // Attempts that a kill cut short count, so that a good run may leave a child to a person; so may one for another receiver than
            // somebody was asked about.
            if (end == RunEnd.Succeeded && Equals(asked, world.CurrentReceiver()) && !world.HasExhausted())
            {
                break;
            }

            if (run == Runs)
            {
                throw new ViolationException($"After {Runs} runs without a fault there is still no good one.");
            }
        }

        world.Invariants.AfterSettling(world.ClearedValuesOf);
        var deliveries = world.Internet.Deliveries.Count;
        counts = counts.And(world.Run(RunOperation.Run));
        return world.Internet.Deliveries.Count == deliveries
            ? counts
            : throw new ViolationException("All was acknowledged, and the next run sent something all the same.");
    }
}
