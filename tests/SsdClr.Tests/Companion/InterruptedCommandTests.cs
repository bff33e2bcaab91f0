using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace SsdClr.Tests.Companion;

/// <summary>The program as a process of its own, stopped by Ctrl+C.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class InterruptedCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public async Task A_command_that_is_stopped_leaves_no_file_behind()
    {
        var (exitCode, messages) = await StopAsync(
            () => Directory.GetFiles(_folder[string.Empty]).Length > 0, "sample", "--children", "1000000", "--csv", _folder[string.Empty]);
        Assert.AreEqual(130, exitCode, messages);
        Assert.EndsWith($"error: Stopped. Run the same command again when you are ready.{Environment.NewLine}", messages, StringComparison.Ordinal);
        Assert.IsEmpty(Directory.GetFiles(_folder[string.Empty]));
    }

    [TestMethod]
    public async Task A_run_that_is_stopped_says_what_to_do_next()
    {
        using var scene = new PreviewScene();
        scene.Set("empty_tables", string.Join(';', SsdClr.Payload.Reading.ChildQuery.Tables));

        // It takes the connection and never answers, so the run waits for its token.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = $"https://localhost:{((IPEndPoint)silent.LocalEndpoint).Port}";
        _folder.Write("settings.json", $$"""
            {"base-url": "{{address}}", "la-code": "301", "token-endpoint": "{{address}}/token", "client-id": "a", "client-secret": "b", "supplier-key": "c", "scope": "d"}
            """);

        var (exitCode, messages) = await StopAsync(
            silent.Pending, "run", "--database", scene.File, "--as-of", "2026-03-31", "--settings", _folder["settings.json"], "--confirm-first-run");

        Assert.AreEqual(130, exitCode, messages);
        Assert.EndsWith($"error: Stopped. Run the same command again: it sends what was not yet accepted.{Environment.NewLine}", messages, StringComparison.Ordinal);
    }

    private static async Task<(int ExitCode, string Messages)> StopAsync(Func<bool> isAtWork, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Join(AppContext.BaseDirectory, "ssdclr.dll"), .. arguments]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var messages = process.StandardError.ReadToEndAsync();
        try
        {
            while (!isAtWork())
            {
                Assert.IsFalse(process.HasExited, process.HasExited ? await messages : string.Empty);
                await Task.Delay(20);
            }

            using var signal = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await signal.WaitForExitAsync();
            await process.WaitForExitAsync();
            return (process.ExitCode, await messages);
        }
        finally
        {
            process.Kill();
        }
    }
}
