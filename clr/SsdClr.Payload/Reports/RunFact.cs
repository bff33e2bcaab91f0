using System;

namespace SsdClr.Payload.Reports;

/// <summary>A run, as csc.run_history tells it.</summary>
internal sealed class RunFact
{
    internal long RunId { get; set; }

    internal string Operation { get; set; } = string.Empty;

    internal DateTime StartedAt { get; set; }

    internal DateTime? EndedAt { get; set; }

    internal string Verdict { get; set; } = string.Empty;

    internal string? Message { get; set; }

    internal long? InCohort { get; set; }

    internal long? Withheld { get; set; }

    internal long? Children { get; set; }

    internal long? Attempts { get; set; }

    internal long? Accepted { get; set; }

    internal long? Refused { get; set; }

    internal long? Unclear { get; set; }

    internal string? FirstTrouble { get; set; }

    /// <summary>True for what sends.</summary>
    internal bool Sends => Operation is "run" or "submit";
}
