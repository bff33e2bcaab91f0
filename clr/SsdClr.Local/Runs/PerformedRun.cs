using SsdClr.Local.Reports;
using SsdClr.Runs;

namespace SsdClr.Local.Runs;

/// <summary>What a run did.</summary>
/// <param name="RunId">Its row in csc.run_log.</param>
/// <param name="Refresh">What the refresh found; null where there was none.</param>
/// <param name="Submission">What the submission sent; null where there was none.</param>
internal sealed record PerformedRun(long RunId, RefreshCounts? Refresh, SubmissionCounts? Submission)
{
    /// <summary>True where the receiver refused children.</summary>
    public bool IsRefused => Submission is { Rejected: > 0 };

    /// <summary>What a person has to know of a run that came to its end: who was refused, and who was left alone; null for nothing.</summary>
    public string? ToKnow
    {
        get
        {
            var refused = Submission?.Rejected switch
            {
                null or 0 => null,
                1 => "The receiver refused 1 child alone; the others were accepted. It waits until its payload changes: csc.needs_attention says why.",
                { } children => $"The receiver refused {Counted.Children(children)}, each alone; the others were accepted. They wait until their payload changes: csc.needs_attention says why.",
            };
            var leftAlone = Submission is { LeftAlone: > 0 } counts
                ? $"Left alone, because max_attempts brought no clear answer: {Counted.Children(counts.LeftAlone)}. See csc.needs_attention."
                : null;
            return refused is null ? leftAlone : leftAlone is null ? refused : refused + " " + leftAlone;
        }
    }
}
