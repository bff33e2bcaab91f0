using System.Diagnostics;
using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Time;

namespace SsdClr.Benchmarks;

/// <summary>
/// One refresh of a database file in a process of its own, the way to see its peak of memory: <c>refresh FILE [setting=value ...]</c>, with a
/// file that <c>ssdclr sample --database FILE</c> made. The first time it stages everybody, from then on it finds nothing changed.
/// </summary>
internal static class RefreshOnce
{
    /// <summary>Refreshes, and prints what it took.</summary>
    internal static int Run(string[] args)
    {
        if (args.Length < 2)
        {
            Console.Error.WriteLine("refresh FILE [setting=value ...]: name a file made by 'ssdclr sample --database FILE'.");
            return 2;
        }

        using var database = LocalDatabase.OpenFile(args[1], mustExist: true);
        Dictionary<string, string> settings = args[2..].Select(argument => argument.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
        var watch = Stopwatch.StartNew();
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        RefreshCounts summary = new StagingRefresh(database.Connection, new SystemClock(), SettingValues.Read(database.Connection, settings), progress: null)
            .Run(runId: 0, SampleDatabase.AsOf, default);
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        processor = Environment.CpuUsage.TotalTime - processor;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{summary.PersonsRead} persons, {summary.InCohort} in the cohort, {summary.RowsWritten} rows written: {watch.Elapsed.TotalSeconds:F2} s, {processor.TotalSeconds:F2} s of processor, {allocated / 1e6:F1} MB allocated, peak of {process.PeakWorkingSet64 / 1e6:F0} MB"));
        return 0;
    }
}
