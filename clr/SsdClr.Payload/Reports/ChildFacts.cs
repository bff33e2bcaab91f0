using System;
using System.Collections.Generic;
using SsdClr.Ledger;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Reports;

/// <summary>Everything that the page of a child shows. It is personal data.</summary>
internal sealed class ChildFacts(string personId, DateTime asOf)
{
    internal string PersonId { get; } = personId;

    internal DateTime AsOf { get; } = asOf;

    /// <summary>Why in or out of the cohort; null where SSD has no such person.</summary>
    internal string? Reason { get; set; }

    internal bool IsIn { get; set; }

    /// <summary>The payload; null for a child out of the cohort.</summary>
    internal JsonValue? Payload { get; set; }

    internal List<PayloadIssue> Issues { get; } = new();

    /// <summary>The child's row; null for none.</summary>
    internal ChildStanding? Staged { get; set; }

    /// <summary>POSTs to the current receiver, newest first.</summary>
    internal List<ChildPost> Sent { get; } = new();

    internal List<PayloadChange> Changes { get; } = new();
}
