using System.Diagnostics;
using System.Globalization;
using SsdClr.Simulation.Database;
using SsdClr.Simulation.Schedules;

namespace SsdClr.Simulation;

/// <summary>Plays on the console.</summary>
internal static class SimulationProgram
{
    private const int MostViolations = 10;
    private static readonly TimeSpan s_betweenReports = TimeSpan.FromSeconds(10);

    /// <summary>Plays one history and tells it.</summary>
    /// <returns>The exit code.</returns>
    internal static int Replay(long seed)
    {
        using var store = new Store();
        try
        {
            RandomSchedule.Play(store, seed, Console.WriteLine);
            Console.WriteLine("Every invariant holds.");
            return 0;
        }
        catch (ViolationException violation)
        {
            Console.WriteLine("VIOLATION: " + violation.Message);
            return 1;
        }
    }

    /// <summary>Plays every scenario at every boundary, then so many histories, on every processor.</summary>
    /// <returns>The exit code.</returns>
    internal static int Play(SimulationOptions options)
    {
        var violations = options.HasScenarios ? Enumerate() : 0;
        var watch = Stopwatch.StartNew();
        var reported = TimeSpan.Zero;
        var gate = new Lock();
        var total = default(ScheduleCounts);
        long next = 0;
        long played = 0;

        void Work()
        {
            using var store = new Store();
            while (true)
            {
                var index = Interlocked.Increment(ref next) - 1;
                if (index >= options.Schedules || violations >= MostViolations)
                {
                    return;
                }

                var (counts, fault) = PlayOne(store, options.Seed + index);
                lock (gate)
                {
                    total = total.And(counts);
                    played++;
                    if (fault is not null)
                    {
                        violations++;
                        Console.WriteLine(fault);
                    }

                    if (watch.Elapsed - reported >= s_betweenReports)
                    {
                        reported = watch.Elapsed;
                        Console.WriteLine(string.Create(
                            CultureInfo.InvariantCulture,
                            $"{played:N0} of {options.Schedules:N0} schedules, {played / watch.Elapsed.TotalSeconds:N0} a second, {violations} violations"));
                    }
                }
            }
        }

        var workers = Enumerable.Range(0, Environment.ProcessorCount).Select(_ => new Thread(Work)).ToList();
        workers.ForEach(worker => worker.Start());
        workers.ForEach(worker => worker.Join());
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{played:N0} schedules from seed {options.Seed} in {watch.Elapsed.TotalSeconds:N0} s, {played / watch.Elapsed.TotalSeconds:N0} a second: "
            + $"{total.Runs:N0} runs, {total.Killed:N0} killed, {total.Failed:N0} failed, {total.Deliveries:N0} POSTs of children; {violations} violations."));
        return violations == 0 ? 0 : 1;
    }

    private static int Enumerate()
    {
        var violations = 0;
        foreach (var scenario in Scenario.All)
        {
            foreach (var merges in (bool[])[false, true])
            {
                try
                {
                    var boundaries = BoundaryEnumeration.Play(scenario, merges);
                    Console.WriteLine($"{scenario.Name}, receivers {(merges ? "merge" : "replace")}: interrupted at each of {boundaries} boundaries.");
                }
                catch (ViolationException violation)
                {
                    violations++;
                    Console.WriteLine("VIOLATION: " + violation.Message);
                }
            }
        }

        return violations;
    }

    private static (ScheduleCounts Counts, string? Fault) PlayOne(Store store, long seed)
    {
        try
        {
            return (RandomSchedule.Play(store, seed), null);
        }
        catch (Exception exception)
        {
            var message = exception is ViolationException ? exception.Message : exception.ToString();
            return (default, $"VIOLATION in schedule {seed}: {message}\n  dotnet run --project tests/Simulation -c Release -- --replay {seed}");
        }
    }
}
