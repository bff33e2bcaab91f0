namespace SsdClr.Local.Reports;

/// <summary>A row of <c>csc.run_log</c>, as <c>ssdclr status</c> shows it. Times are UTC.</summary>
internal sealed record RunSummary(
    long RunId,
    string Operation,
    string? AsOf,
    DateTime StartedAt,
    DateTime? EndedAt,
    string Verdict,
    string? Message,
    long? InCohort,
    long? ChildrenSent,
    long? Attempts,
    long? Accepted,
    long? Rejected,
    long? OutcomeUnknown);
