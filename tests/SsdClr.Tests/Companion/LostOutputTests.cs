using System.Diagnostics;

namespace SsdClr.Tests.Companion;

/// <summary>The program as a process whose standard output cannot be written.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
public sealed class LostOutputTests
{
    private static readonly string s_program = Path.Join(AppContext.BaseDirectory, "ssdclr.dll");

    [TestMethod]
    public async Task A_full_disk_ends_with_one_line_and_exit_code_1()
    {
        // Linux alone has a device that is always full.
        if (File.Exists("/dev/full"))
        {
            await AssertOneLineAsync(new ProcessStartInfo("/bin/sh", ["-c", $"dotnet '{s_program}' --help > /dev/full"]), closesOutput: false);
        }
    }

    [TestMethod]
    public Task A_closed_pipe_ends_with_one_line_and_exit_code_1() => AssertOneLineAsync(new ProcessStartInfo("dotnet", [s_program, "--help"]), closesOutput: true);

    private static async Task AssertOneLineAsync(ProcessStartInfo start, bool closesOutput)
    {
        start.RedirectStandardOutput = closesOutput;
        start.RedirectStandardError = true;
        using Process process = Process.Start(start)!;
        if (closesOutput)
        {
            process.StandardOutput.Close();
        }

        string messages = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.AreEqual((1, 1), (process.ExitCode, messages.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length), messages);
        Assert.StartsWith("error: ", messages, StringComparison.Ordinal);
    }
}
