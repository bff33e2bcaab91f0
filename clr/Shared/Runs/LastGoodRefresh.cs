using System;

namespace SsdClr.Runs;

/// <summary>What the last good refresh for a receiver found; nothing where there was none, or where other settings restricted the cohort.</summary>
internal readonly struct LastGoodRefresh(DateTime? asOf, int? inCohort)
{
    /// <summary>The date it was made for.</summary>
    internal DateTime? AsOf { get; } = asOf;

    /// <summary>Children in the cohort.</summary>
    internal int? InCohort { get; } = inCohort;
}
