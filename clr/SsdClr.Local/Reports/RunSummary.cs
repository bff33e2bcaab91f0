namespace SsdClr.Local.Reports;

/// <summary>A row of <c>csc.run_log</c>, as <c>ssdclr status</c> shows it. Times are UTC.</summary>
internal sealed record RunSummary(long RunId, string Operation, string Verdict)
{
    public DateOnly? AsOf { get; init; }

    public DateTime StartedAt { get; init; }

    public DateTime? EndedAt { get; init; }

    public string? Message { get; init; }

    public long? InCohort { get; init; }

    public long? ChildrenSent { get; init; }

    public long? Attempts { get; init; }

    public long? Accepted { get; init; }

    public long? Rejected { get; init; }

    public long? OutcomeUnknown { get; init; }
}
