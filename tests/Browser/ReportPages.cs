using SsdClr.Local.Commands;
using SsdClr.Local.Reports;

namespace SsdClr.Browser.Tests;

/// <summary>The pages of the report over a sample, made once as <c>ssdclr</c> makes them.</summary>
[TestClass]
public sealed class ReportPages
{
    private static readonly string s_folder = Directory.CreateTempSubdirectory("ssdclr-browser-").FullName;

    /// <summary>The morning page.</summary>
    public static string Morning => Path.Combine(s_folder, "report.html");

    /// <summary>The page of a child.</summary>
    public static string Child => Path.Combine(s_folder, "child.html");

    /// <summary>Makes them.</summary>
    [AssemblyInitialize]
    public static async Task MakeAsync(TestContext _)
    {
        var database = Path.Combine(s_folder, "children.db");
        await RunAsync("sample", "--children", "60", "--database", database);
        await RunAsync("refresh", "--database", database, "--as-of", "2026-03-31");
        var cohort = await RunAsync("cohort", "--database", database, "--as-of", "2026-03-31");
        var person = cohort.Split('\n').First(line => line.Contains("  in ", StringComparison.Ordinal)).Split(' ')[0];
        await RunAsync("report", "--database", database, "--out", Morning);
        await RunAsync("report", "--database", database, "--person", person, "--as-of", "2026-03-31", "--out", Child);
    }

    /// <summary>Takes them away.</summary>
    [AssemblyCleanup]
    public static void TakeAway() => Directory.Delete(s_folder, recursive: true);

    private static async Task<string> RunAsync(params string[] arguments)
    {
        using var results = new StringWriter();
        using var messages = new StringWriter();
        var output = new Output(results, resultsAreTerminal: false, messages, messagesAreTerminal: false, colour: false, TimeProvider.System);
        var environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["SSDCLR_BASE_URL"] = "https://localhost/1", ["SSDCLR_LA_CODE"] = "999" };
        var exitCode = await CompanionCommandLine.RunAsync(arguments, new CommandContext(output, TimeProvider.System, name => environment.GetValueOrDefault(name)));
        return exitCode == 0 ? results.ToString() : throw new InvalidOperationException(messages.ToString());
    }
}
