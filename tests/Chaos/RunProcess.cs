using System.Diagnostics;

namespace SsdClr.Chaos;

/// <summary>One <c>ssdclr run</c> as a process of its own.</summary>
internal sealed class RunProcess : IDisposable
{
    private const int FaultOfTheProgram = 3;

    private readonly Process _process;
    private readonly Task<string> _messages;
    private readonly Task<string> _results;

    private RunProcess(Process process)
    {
        _process = process;
        _messages = process.StandardError.ReadToEndAsync();
        _results = process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>Whether it is still at work.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>Starts a run.</summary>
    /// <param name="database">The database.</param>
    /// <param name="settings">The settings file, secrets among it.</param>
    /// <param name="asOf">The run date.</param>
    public static RunProcess Start(string database, string settings, string asOf)
    {
        var program = Path.Join(AppContext.BaseDirectory, "ssdclr.dll");
        var start = new ProcessStartInfo("dotnet", [program, "run", "--database", database, "--settings", settings, "--as-of", asOf, "--confirm-first-run"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["NO_PROXY"] = "localhost";
        return new RunProcess(Process.Start(start)!);
    }

    /// <summary>Kills it as the operating system does: no catch, no finally, no flush.</summary>
    /// <returns>Whether it was still at work.</returns>
    public async Task<bool> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await Task.WhenAll(_messages, _results).ConfigureAwait(false);
        // 128 + SIGKILL on Unix, -1 on Windows; any other code is one the program gave.
        return _process.ExitCode is 137 or -1;
    }

    /// <summary>Waits until it has ended by itself.</summary>
    /// <returns>Its exit code and what it said.</returns>
    public async Task<(int ExitCode, string Messages)> EndAsync()
    {
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _results.ConfigureAwait(false);
        return (_process.ExitCode, await _messages.ConfigureAwait(false));
    }

    /// <summary>Whether an exit code means a fault in the program itself.</summary>
    public static bool IsFaultOfTheProgram(int exitCode) => exitCode >= FaultOfTheProgram && exitCode != 137;

    /// <summary>Ends it if it is still at work.</summary>
    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }
}
