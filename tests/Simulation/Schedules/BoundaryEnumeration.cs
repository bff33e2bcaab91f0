using SsdClr.Local.Runs;
using SsdClr.Runs;
using SsdClr.Simulation.Database;

namespace SsdClr.Simulation.Schedules;

/// <summary>Interrupts a run at every write, commit and send there is, before the effect and after it, killed and merely failed.</summary>
internal static class BoundaryEnumeration
{
    private static readonly Interruption[] s_interruptions = Enum.GetValues<Interruption>();

    /// <summary>Plays a scenario once for every boundary of its run and every interruption, on every processor.</summary>
    /// <returns>How many boundaries the run has.</returns>
    /// <exception cref="ViolationException">An invariant does not hold; the message says where the run was interrupted.</exception>
    internal static int Play(Scenario scenario, bool merges)
    {
        var boundaries = Count(scenario, merges);
        ViolationException? first = null;
        Parallel.For(
            0,
            boundaries * s_interruptions.Length,
            () => new Store(),
            (number, loop, store) =>
            {
                try
                {
                    Play(store, scenario, merges, number / s_interruptions.Length, s_interruptions[number % s_interruptions.Length]);
                }
                catch (ViolationException violation)
                {
                    first = violation;
                    loop.Stop();
                }

                return store;
            },
            store => store.Dispose());
        return first is null ? boundaries : throw first;
    }

    private static int Count(Scenario scenario, bool merges)
    {
        using var store = new Store();
        var world = scenario.Build(store, merges);
        world.Run(RunOperation.Run, (-1, default, EffectsOnly: true), Confirmed(scenario, world));
        return world.Boundaries.Passed;
    }

    private static void Play(Store store, Scenario scenario, bool merges, int index, Interruption interruption)
    {
        try
        {
            var world = scenario.Build(store, merges);
            world.Run(RunOperation.Run, (index, interruption, EffectsOnly: true), Confirmed(scenario, world));
            if (world.Boundaries.InterruptedAt is null)
            {
                throw new ViolationException("The run took another way than the time before.");
            }

            Settling.Settle(world);
        }
        catch (ViolationException violation)
        {
            throw new ViolationException($"{scenario.Name}, receivers {(merges ? "merge" : "replace")}, {interruption} at boundary {index}: {violation.Message}");
        }
    }

    private static RunConfirmations? Confirmed(Scenario scenario, SimulatedWorld world) => scenario.Confirms ? world.ToConfirm : null;
}
