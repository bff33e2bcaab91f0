using SsdClr.Payload.Refreshing;
using SsdClr.Runs;

namespace SsdClr.Local.Runs;

/// <summary>What a run did.</summary>
/// <param name="RunId">Its row in csc.run_log.</param>
/// <param name="Refresh">What the refresh found; null where there was none.</param>
/// <param name="Submission">What the submission sent; null where there was none.</param>
internal sealed record PerformedRun(long RunId, RefreshSummary? Refresh, SubmissionCounts? Submission);
