using System.Diagnostics;
using System.Globalization;

namespace SsdClr.Mutation;

/// <summary>A worker, started in a folder of its own that holds the mutated assembly.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // A mutant that never stops filling a list must not take the machine's memory.
    private const string HeapLimit = "0x30000000";

    private readonly Process _process;

    internal WorkerProcess(string folder, int firstMutant)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true, WorkingDirectory = folder };
        start.ArgumentList.Add(Path.Join(folder, "SsdClr.Mutation.dll"));
        start.ArgumentList.Add(MutationRun.WorkerWord);
        start.ArgumentList.Add(firstMutant.ToString(CultureInfo.InvariantCulture));
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;

        // Every survivor pays for these: a tenth of the usual databases and children.
        start.Environment["SSDCLR_HOSTILE_DATABASES"] = "100";
        start.Environment["SSDCLR_DIFFERENTIAL_CHILDREN"] = "400";
        _process = Process.Start(start)!;
    }

    /// <summary>Tells the worker to do something.</summary>
    internal void Tell(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>The next answer; null where the worker died or did not answer in time.</summary>
    internal string? Answer(TimeSpan limit)
    {
        var answer = _process.StandardOutput.ReadLineAsync();
        return answer.Wait(limit) ? answer.Result : null;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}
