namespace SsdClr.Local.Reports;

/// <summary>What an operator wants to know in the morning: what the receiver has, what the last runs did, what needs attention.</summary>
/// <param name="Persons">Rows of <c>ssd_person</c>.</param>
/// <param name="BaseUrl">The current receiver's base address; null before the first run.</param>
/// <param name="LaCode">The local authority's code the state belongs to; null before the first run.</param>
/// <param name="States">Children by state and change, for the current receiver.</param>
/// <param name="Runs">The latest runs, newest first.</param>
/// <param name="Attention">What a person must do, one sentence each; empty when nothing.</param>
/// <param name="Children">Which children that is about, some of each kind.</param>
internal sealed record StatusReport(
    long Persons,
    string? BaseUrl,
    string? LaCode,
    IReadOnlyList<StateCount> States,
    IReadOnlyList<RunSummary> Runs,
    IReadOnlyList<string> Attention,
    IReadOnlyList<AttentionChild> Children);
