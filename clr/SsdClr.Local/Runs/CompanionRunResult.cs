using SsdClr.Local.Reports;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;

namespace SsdClr.Local.Runs;

/// <summary>What a run did.</summary>
/// <param name="RunId">Its row in csc.run_log.</param>
/// <param name="Refresh">What the refresh found.</param>
/// <param name="Submission">What the submission sent.</param>
internal sealed record CompanionRunResult(long RunId, RefreshSummary Refresh, SubmissionCounts Submission)
{
    /// <summary>What a person has to know of a run in which the receiver refused children.</summary>
    public static string Refused(int children) =>
        children == 1
            ? "The receiver refused 1 child alone; the others were accepted. It waits until its payload changes: csc.needs_attention says why."
            : $"The receiver refused {Counted.Children(children)}, each alone; the others were accepted. They wait until their payload changes: csc.needs_attention says why.";
}
