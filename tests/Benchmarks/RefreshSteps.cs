using System.Globalization;

namespace SsdClr.Benchmarks;

/// <summary>
/// The steps of <see cref="RefreshBenchmarks"/> by processor time instead of elapsed time, the least of many runs: so that other work on the
/// machine has no say in it.
/// </summary>
internal static class RefreshSteps
{
    private const int WarmUps = 8;
    private const int Runs = 30;

    /// <summary>Measures, and prints a line a step.</summary>
    internal static void Run()
    {
        using var steps = new RefreshBenchmarks();
        steps.Setup();
        Measure("rows only", steps.ReadRowsOnly);
        Measure("records by child", () => steps.ReadChildren());
        Measure("payloads and hashes", steps.BuildAndHash);
        Measure("payloads", steps.Build);
        Measure("payloads, scrambled", steps.BuildAndScramble);
        Measure("refresh, nothing changed", () => steps.RefreshUnchanged());
        Measure("refresh, all changed", () => steps.RefreshChanged());
        Measure("refresh, all new", () => steps.RefreshFirst());
    }

    private static void Measure(string step, Func<long> run)
    {
        for (var index = 0; index < WarmUps; index++)
        {
            run();
        }

        var least = TimeSpan.MaxValue;
        long allocated = 0;
        for (var index = 0; index < Runs; index++)
        {
            var processor = Environment.CpuUsage.TotalTime;
            allocated = GC.GetAllocatedBytesForCurrentThread();
            run();
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            var taken = Environment.CpuUsage.TotalTime - processor;
            least = taken < least ? taken : least;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step,-26} {least.TotalMilliseconds,7:F1} ms of processor, {allocated / 1e6,5:F1} MB allocated"));
    }
}
