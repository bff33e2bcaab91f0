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
    /// <summary>What a person has to know of a run that came to its end; null for nothing.</summary>
    public static string? ToKnow(SubmissionCounts? counts)
    {
        string?[] texts =
        [
            counts is { Rejected: > 0 } ? Refused(counts.Rejected) : null,
            counts is { LeftAlone: > 0 } ? $"Left alone, because max_attempts brought no clear answer: {Counted.Children(counts.LeftAlone)}. See csc.needs_attention." : null,
        ];
        var said = string.Join(' ', texts.Where(text => text is not null));
        return said.Length == 0 ? null : said;
    }

    /// <summary>What a person has to know of a run in which the receiver refused children.</summary>
    public static string Refused(int children) =>
        children == 1
            ? "The receiver refused 1 child alone; the others were accepted. It waits until its payload changes: csc.needs_attention says why."
            : $"The receiver refused {Counted.Children(children)}, each alone; the others were accepted. They wait until their payload changes: csc.needs_attention says why.";
}
