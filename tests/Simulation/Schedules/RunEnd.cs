namespace SsdClr.Simulation.Schedules;

/// <summary>How a run ended.</summary>
internal enum RunEnd
{
    /// <summary>All was done.</summary>
    Succeeded,

    /// <summary>The refresh was good; the submission stopped.</summary>
    SubmissionFailed,

    /// <summary>It stopped elsewhere.</summary>
    Failed,

    /// <summary>It was killed.</summary>
    Killed,
}
