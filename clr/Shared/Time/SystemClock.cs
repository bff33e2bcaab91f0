using System;
using System.Diagnostics;
using System.Threading;

namespace SsdClr.Time;

/// <summary>The machine's clock.</summary>
internal sealed class SystemClock : IClock
{
    /// <inheritdoc/>
#pragma warning disable RS0030 // The one place that asks the machine for the time.
    public DateTime UtcNow => DateTime.UtcNow;

    /// <inheritdoc/>
    public DateTime Today => DateTime.Today;
#pragma warning restore RS0030

    /// <inheritdoc/>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);

    /// <inheritdoc/>
    public void Wait(TimeSpan duration)
    {
        if (duration > TimeSpan.Zero)
        {
            Thread.Sleep(duration);
        }
    }
}
