using System.Diagnostics;
using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Payload.Reports;
using SsdClr.Settings;

namespace SsdClr.Benchmarks;

/// <summary>
/// The two pages over a database file, read and written: <c>report FILE PERSON_ID</c>. What csc.report_html and csc.child_report_html take in a server's process, which
/// has started already: the first time, and the least of nine more.
/// </summary>
internal static class ReportOnce
{
    private const int Repetitions = 9;
    private const int Days = 400;

    /// <summary>Writes both pages, and prints what each took.</summary>
    internal static int Run(string[] args)
    {
        if (args.Length != 3)
        {
            Console.Error.WriteLine("report FILE PERSON_ID: name a file with runs in it, and a child of it.");
            return 2;
        }

        using var database = LocalDatabase.OpenFile(args[1], mustExist: true);
        var settings = SettingValues.Read(database.Connection);
        Measure("csc.report_html", () => ReportPage.Write(new ReportReader(database.Connection, settings).Read(Days, DateTime.UtcNow), new TSqlWords()));
        Measure("csc.child_report_html", () => ChildPage.Write(new ChildFactsReader(database.Connection, settings).Read(args[2], SampleDatabase.AsOf)!, new TSqlWords()));
        return 0;
    }

    private static void Measure(string what, Func<string> write)
    {
        var taken = new List<(TimeSpan Elapsed, TimeSpan Processor)>();
        var length = 0;
        for (var repetition = 0; repetition <= Repetitions; repetition++)
        {
            var watch = Stopwatch.StartNew();
            TimeSpan processor = Environment.CpuUsage.TotalTime;
            length = write().Length;
            taken.Add((watch.Elapsed, Environment.CpuUsage.TotalTime - processor));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {length:N0} characters; first {Text(taken[0].Elapsed)}, {Text(taken[0].Processor)} of processor; then {Text(taken.Skip(1).Min(time => time.Elapsed))}, {Text(taken.Skip(1).Min(time => time.Processor))} of processor"));
    }

    private static string Text(TimeSpan time) => time.TotalMilliseconds.ToString("N0", CultureInfo.InvariantCulture) + " ms";
}
