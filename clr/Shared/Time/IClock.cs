using System;

namespace SsdClr.Time;

/// <summary>Time as a run sees it. Passed in, so that a test decides what time it is and how long a wait takes.</summary>
internal interface IClock
{
    /// <summary>The moment now, in UTC: for what is logged. It may be set forward or back at any time.</summary>
    DateTime UtcNow { get; }

    /// <summary>The day it is where the machine stands: a run date is one of these, and a person means these by today.</summary>
    DateTime Today { get; }

    /// <summary>Time since some moment of the past, the same for all programs of this machine until it starts anew. Nobody sets it: for deadlines and intervals.</summary>
    TimeSpan Elapsed { get; }

    /// <summary>Returns after <paramref name="duration"/>; at once when it is zero or negative.</summary>
    void Wait(TimeSpan duration);
}
