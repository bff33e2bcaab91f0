using System.Globalization;

namespace SsdClr.Local.Reports;

/// <summary>Progress where there is no terminal: a line when the work has lasted a while, and again at the same distance; short work says nothing.</summary>
internal sealed class PlainProgress(string what, TextWriter messages, TimeProvider clock, TimeSpan between) : IProgress<double>
{
    private long _last = clock.GetTimestamp();

    /// <summary>Takes the fraction done, 0 to 1.</summary>
    public void Report(double value)
    {
        if (clock.GetElapsedTime(_last) >= between)
        {
            _last = clock.GetTimestamp();
            messages.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {Math.Floor(value * 100)} %"));
        }
    }
}
