using SsdClr.Simulation.Database;
using SsdClr.Time;

namespace SsdClr.Simulation;

/// <summary>Time that passes only when somebody waits for it, or a request takes it.</summary>
internal sealed class SimulatedClock(Boundaries boundaries) : IClock
{
    /// <inheritdoc/>
    public DateTime UtcNow { get; private set; } = new(2026, 3, 25, 2, 0, 0, DateTimeKind.Utc);

    /// <inheritdoc/>
    public DateTime Today => UtcNow.Date;

    /// <inheritdoc/>
    public TimeSpan Elapsed { get; private set; } = TimeSpan.FromDays(3);

    /// <summary>Somebody sets the clock: nothing that waits may notice.</summary>
    internal void Set(TimeSpan forward) => UtcNow += forward;

    /// <inheritdoc/>
    public void Wait(TimeSpan duration)
    {
        // Nothing but a kill can come between.
        boundaries.Cross(BoundaryKind.Wait, static () => true, commits: false, failed: static _ => true);
        Pass(duration);
    }

    /// <summary>Lets time pass on behalf of the world.</summary>
    internal void Pass(TimeSpan duration)
    {
        if (duration > TimeSpan.Zero)
        {
            UtcNow += duration;
            Elapsed += duration;
        }
    }
}
