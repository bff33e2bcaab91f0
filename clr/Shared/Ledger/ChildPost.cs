using System;

namespace SsdClr.Ledger;

/// <summary>A POST that held the child.</summary>
internal sealed class ChildPost
{
    internal long BatchId { get; set; }

    internal DateTime StartedAt { get; set; }

    internal string Change { get; set; } = string.Empty;

    internal bool IsResend { get; set; }

    internal string Outcome { get; set; } = string.Empty;

    internal int? StatusCode { get; set; }

    internal string? Receipt { get; set; }

    internal string? Message { get; set; }
}
