using System.Diagnostics;
using System.Globalization;

namespace SsdClr.Mutation;

/// <summary>A worker, started in a folder of its own that holds the mutated assembly.</summary>
internal sealed class WorkerProcess : IDisposable
{
    // A mutant that never stops filling a list must not take the machine's memory.
    private const string HeapLimit = "0x30000000";

    private const int IdleSeconds = 60;

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

    /// <summary>The next answer; null where the worker died, or did not answer in so much processor time, or waits for what never comes.</summary>
    internal string? Answer(TimeSpan limit)
    {
        var answer = _process.StandardOutput.ReadLineAsync();
        var idle = 0;
        var last = _process.TotalProcessorTime;
        var deadline = last + limit;
        while (!answer.Wait(TimeSpan.FromSeconds(1)))
        {
            _process.Refresh();
            if (_process.HasExited)
            {
                return null;
            }

            var now = _process.TotalProcessorTime;
            idle = now == last ? idle + 1 : 0;
            last = now;
            if (now > deadline || idle > IdleSeconds)
            {
                return null;
            }
        }

        return answer.Result;
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
