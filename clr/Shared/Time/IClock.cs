using System;

namespace SsdClr.Time;

/// <summary>Time as a run sees it. Passed in, so that a test decides what time it is and how long a wait takes.</summary>
internal interface IClock
{
    /// <summary>The moment now, in UTC.</summary>
    DateTime UtcNow { get; }

    /// <summary>Returns after <paramref name="duration"/>; at once when it is zero or negative.</summary>
    void Wait(TimeSpan duration);
}
