using System;

namespace SsdClr.Ledger;

/// <summary>How a child stands with the current receiver.</summary>
internal sealed class ChildStanding
{
    internal string State { get; set; } = string.Empty;

    internal string Change { get; set; } = string.Empty;

    internal string? LaChildId { get; set; }

    internal DateTime StateChangedAt { get; set; }

    internal DateTime? AcknowledgedAt { get; set; }

    internal string? LastMessage { get; set; }
}
