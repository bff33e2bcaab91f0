using System.Collections.Generic;

namespace SsdClr.Payload.Holding;

/// <summary>What is sent of a child.</summary>
internal sealed class ChildBody(string? text, IReadOnlyList<string> clearedValuesNotSent)
{
    /// <summary>The JSON text; null where it is the current payload itself.</summary>
    internal string? Text { get; } = text;

    /// <summary>
    /// Paths of values that the receiver has acknowledged, are absent now, and are left out of the body (rule
    /// cleared_value_not_sent); empty where null says so.
    /// </summary>
    internal IReadOnlyList<string> ClearedValuesNotSent { get; } = clearedValuesNotSent;
}
