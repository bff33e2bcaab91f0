namespace SsdClr.Simulation.Checks;

/// <summary>What a run was told.</summary>
/// <param name="Address">Where children are posted to.</param>
/// <param name="ChildIdColumn">The column they are known by.</param>
/// <param name="AsOf">The run date.</param>
/// <param name="BatchSize">Children in a POST, at most.</param>
/// <param name="MinimumInterval">From the start of one POST to the start of the next, at least.</param>
/// <param name="MaximumAttempts">Attempts after which a child is left alone.</param>
/// <param name="PurgesWhoLeft">Who left the cohort is purged too.</param>
/// <param name="ClearsWithNull">A value that is no longer held is sent as null.</param>
/// <param name="IgnoresRecordIds">New ids of nested records are no change.</param>
internal sealed record RunTerms(
    string Address,
    string ChildIdColumn,
    DateOnly AsOf,
    int BatchSize,
    TimeSpan MinimumInterval,
    int MaximumAttempts,
    bool PurgesWhoLeft,
    bool ClearsWithNull,
    bool IgnoresRecordIds);
