using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

switch (args)
{
    case ["submission"]:
        return SsdClr.Benchmarks.SubmissionMeasurement.Run();
    case [SsdClr.Benchmarks.SubmissionMeasurement.Sender, var folder]:
        SsdClr.Benchmarks.SubmissionMeasurement.Send(folder);
        return 0;
    case ["refresh", ..]:
        return SsdClr.Benchmarks.RefreshOnce.Run(args);
    case ["report", ..]:
        return SsdClr.Benchmarks.ReportOnce.Run(args);
    case ["server", ..]:
        return SsdClr.Benchmarks.ServerRefresh.Run(args);
    case ["steps"]:
        SsdClr.Benchmarks.RefreshSteps.Run();
        return 0;
}

// In process: no second build, and so no second set of build rules.
var config = ManualConfig.CreateEmpty()
    .AddJob(Job.MediumRun.WithToolchain(InProcessEmitToolchain.Instance))
    .AddDiagnoser(MemoryDiagnoser.Default)
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)
    .AddExporter(MarkdownExporter.GitHub);
BenchmarkSwitcher.FromAssembly(typeof(SsdClr.Benchmarks.RefreshBenchmarks).Assembly).Run(args, config);
return 0;
