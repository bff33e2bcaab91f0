using System.ComponentModel;
using System.Diagnostics;

namespace SsdClr.Build;

/// <summary>Runs a command of the .NET SDK in the repository.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs it to its end.</summary>
    /// <param name="repository">Where.</param>
    /// <param name="failure">What to say where it fails, before its own words.</param>
    /// <param name="environment">Variables it gets besides: properties whose values may hold any character.</param>
    /// <param name="arguments">The command and its arguments.</param>
    /// <exception cref="BuildException">The SDK is not there, or refused.</exception>
    public static void Run(Repository repository, string failure, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = repository.Root };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var lines = process.StandardOutput.ReadToEnd() + errors.Result;
            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new BuildException([failure, .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)]);
            }
        }
        catch (Win32Exception)
        {
            throw new BuildException($"dotnet: not found. The .NET SDK has to be on the path for 'dotnet {arguments[0]}'.");
        }
    }
}
