using SsdClr.Submission.Configuration;

namespace SsdClr.Submission.Sending;

/// <summary>What a submission is asked for.</summary>
/// <param name="runId">The run's row in csc.run_log; its counts are written, its end is the caller's.</param>
/// <param name="bounds">Where it may go, and from where.</param>
/// <param name="confirmFirstRun">Somebody has confirmed that a receiver that holds nothing yet may be sent more than first_run_max children.</param>
/// <param name="progress">Told how it goes; null for nobody.</param>
internal sealed class SubmissionOrder(long runId, SubmissionBounds bounds, bool confirmFirstRun, ISubmissionProgress? progress)
{
    /// <summary>The run's row in csc.run_log.</summary>
    internal long RunId { get; } = runId;

    /// <summary>Where it may go, and from where.</summary>
    internal SubmissionBounds Bounds { get; } = bounds;

    /// <summary>True where the first run of a receiver may be of any size.</summary>
    internal bool ConfirmFirstRun { get; } = confirmFirstRun;

    /// <summary>Told how it goes; null for nobody.</summary>
    internal ISubmissionProgress? Progress { get; } = progress;
}
