using System.Globalization;
using SsdClr.Payload.Refreshing;
using SsdClr.Submission.Sending;

namespace SsdClr.Local.Runs;

/// <summary>What a run did.</summary>
/// <param name="RunId">Its row in csc.run_log.</param>
/// <param name="Refresh">What the refresh found.</param>
/// <param name="Submission">What the submission sent.</param>
internal sealed record CompanionRunResult(long RunId, RefreshSummary Refresh, SubmissionCounts Submission)
{
    /// <summary>What a person has to know of a run in which the receiver refused children.</summary>
    public static string Refused(int children) =>
        string.Create(CultureInfo.InvariantCulture, $"The receiver refused {children} children, each alone; the others were accepted. They wait until their payload changes.");
}
