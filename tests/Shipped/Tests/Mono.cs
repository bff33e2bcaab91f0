using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;

namespace SsdClr.Shipped.Tests;

/// <summary>Runs the host, which calls the shipped assemblies, under Mono.</summary>
internal static class Mono
{
    private static readonly TimeSpan s_longestRun = TimeSpan.FromMinutes(2);

    private static readonly Lazy<string?> s_absence = new(FindAbsence);

    /// <summary>Ends the test as skipped where Mono is not there; as failed where SSDCLR_REQUIRE_MONO is 1, so that a CI run never skips unseen.</summary>
    public static void Require()
    {
        if (s_absence.Value is { } absence)
        {
            Miss(absence);
        }
    }

    /// <summary>Ends the test as <see cref="Require"/> does.</summary>
    /// <param name="absence">What is missing, and how to install it.</param>
    public static void Miss(string absence)
    {
        Assert.AreNotEqual("1", Environment.GetEnvironmentVariable("SSDCLR_REQUIRE_MONO"), absence);
        Assert.Inconclusive(absence);
    }

    /// <summary>Runs the host to its end.</summary>
    /// <param name="arguments">Folder of the assemblies, the two database files, the routine and its argument.</param>
    /// <param name="timeZone">The machine's time zone; null: as it is.</param>
    public static async Task<HostResult> RunAsync(string[] arguments, string? timeZone = null)
    {
        using var process = Start([Host, .. arguments], timeZone);
        using var patience = new CancellationTokenSource(s_longestRun);
        var output = process.StandardOutput.ReadToEndAsync(patience.Token);
        var error = process.StandardError.ReadToEndAsync(patience.Token);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException exception)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The host has not ended after {s_longestRun.TotalSeconds} seconds: {arguments[3]}.", exception);
        }

        return new HostResult(process.ExitCode, await output, await error);
    }

    private static string Host => typeof(Mono).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "SsdClr.Shipped.Host").Value!;

    private static string? FindAbsence()
    {
        const string remedy = "Install mono-runtime, libmono-sqlite4.0-cil and libmono-system-data4.0-cil to run the shipped DLLs.";
        try
        {
            using var process = Start(["--version"]);
            process.WaitForExit();
            return process.ExitCode == 0 ? null : "Mono does not start. " + remedy;
        }
        catch (Win32Exception)
        {
            return "Mono is not installed. " + remedy;
        }
    }

    private static Process Start(string[] arguments, string? timeZone = null)
    {
        var start = new ProcessStartInfo("mono", arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        if (timeZone is not null)
        {
            start.Environment["TZ"] = timeZone;
        }

        return Process.Start(start)!;
    }
}
