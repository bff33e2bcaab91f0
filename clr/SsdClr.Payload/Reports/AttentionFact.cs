using System;

namespace SsdClr.Payload.Reports;

/// <summary>A row of csc.needs_attention.</summary>
internal sealed class AttentionFact
{
    internal string Kind { get; set; } = string.Empty;

    internal string? PersonId { get; set; }

    internal long? RunId { get; set; }

    internal DateTime Since { get; set; }

    internal string WhatIsWrong { get; set; } = string.Empty;

    internal string WhatToDo { get; set; } = string.Empty;

    internal string? Detail { get; set; }
}
