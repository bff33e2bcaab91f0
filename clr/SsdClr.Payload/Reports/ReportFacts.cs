using System;
using System.Collections.Generic;
using SsdClr.Runs;

namespace SsdClr.Payload.Reports;

/// <summary>Everything that the morning page shows. Ids and counts; no name, no date of birth.</summary>
internal sealed class ReportFacts(DateTime now, int days)
{
    /// <summary>The moment of the report, in UTC.</summary>
    internal DateTime Now { get; } = now;

    /// <summary>How many days back it looks.</summary>
    internal int Days { get; } = days;

    internal string? BaseUrl { get; set; }

    internal string? LaCode { get; set; }

    /// <summary>The runs of those days, oldest first.</summary>
    internal List<RunFact> Runs { get; } = new();

    /// <summary>Every day, with a run or without, oldest first.</summary>
    internal List<NightFigures> Nights { get; } = new();

    internal List<(string State, string Change, long Children)> States { get; } = new();

    /// <summary>What is shown of csc.needs_attention; there may be more.</summary>
    internal List<AttentionFact> Attention { get; } = new();

    /// <summary>All rows of csc.needs_attention by kind.</summary>
    internal Dictionary<string, long> AttentionByKind { get; } = new(StringComparer.Ordinal);

    internal List<(string Age, long UpToDate, long OutOfDate)> Knowledge { get; } = new();

    /// <summary>The figures of the newest refresh that came to its end; empty for none.</summary>
    internal List<RunFigure> Figures { get; set; } = new();

    /// <summary>Rows of each SSD table at the refresh before, by name.</summary>
    internal Dictionary<string, long> RowsBefore { get; } = new(StringComparer.Ordinal);

    internal List<GuardFact> Guards { get; } = new();
}
