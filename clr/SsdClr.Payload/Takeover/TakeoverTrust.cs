namespace SsdClr.Payload.Takeover;

/// <summary>What the table is, and what a person has confirmed of the tool that filled it, for no row can tell.</summary>
/// <param name="hasPreviousPayloads">The table has a column for the payload of before.</param>
/// <param name="hasPartialPayloads">The table has a column for partial payloads, or may have had one.</param>
/// <param name="sentWholeOnly">Confirmed: the tool never sent partial payloads.</param>
/// <param name="builtApart">Confirmed: the tool never built payloads while it sent some.</param>
internal sealed class TakeoverTrust(bool hasPreviousPayloads, bool hasPartialPayloads, bool sentWholeOnly, bool builtApart)
{
    internal bool HasPreviousPayloads { get; } = hasPreviousPayloads;

    internal bool MaySendPartials { get; } = hasPartialPayloads && !sentWholeOnly;

    internal bool BuiltApart { get; } = builtApart;
}
