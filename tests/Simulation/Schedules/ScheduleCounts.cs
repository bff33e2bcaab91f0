namespace SsdClr.Simulation.Schedules;

/// <summary>What took place in a history.</summary>
/// <param name="Runs">Runs, however they ended.</param>
/// <param name="Killed">Runs that were killed.</param>
/// <param name="Failed">Runs that failed.</param>
/// <param name="Deliveries">POSTs of children.</param>
internal readonly record struct ScheduleCounts(long Runs, long Killed, long Failed, long Deliveries)
{
    /// <summary>One more run.</summary>
    internal ScheduleCounts And(RunEnd end) => this with
    {
        Runs = Runs + 1,
        Killed = Killed + (end == RunEnd.Killed ? 1 : 0),
        Failed = Failed + (end is RunEnd.Failed or RunEnd.SubmissionFailed ? 1 : 0),
    };

    /// <summary>Both together.</summary>
    internal ScheduleCounts And(ScheduleCounts other) => new(Runs + other.Runs, Killed + other.Killed, Failed + other.Failed, Deliveries + other.Deliveries);
}
