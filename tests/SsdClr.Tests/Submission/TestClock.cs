using SsdClr.Time;

namespace SsdClr.Tests.Submission;

/// <summary>Time that passes only when somebody waits for it, or a test says so.</summary>
internal sealed class TestClock : IClock
{
    public DateTime UtcNow { get; private set; } = new(2026, 5, 4, 3, 2, 1, DateTimeKind.Utc);

    /// <summary>How far local time is ahead of UTC.</summary>
    internal TimeSpan Offset { get; set; }

    public DateTime Today => (UtcNow + Offset).Date;

    /// <summary>Time waited so far; setting the clock does not change it.</summary>
    public TimeSpan Elapsed { get; private set; } = TimeSpan.FromDays(3);

    /// <summary>Somebody sets the clock.</summary>
    public void Set(TimeSpan forward) => UtcNow += forward;

    public void Wait(TimeSpan duration)
    {
        if (duration > TimeSpan.Zero)
        {
            UtcNow += duration;
            Elapsed += duration;
        }
    }
}
