namespace SsdClr.Payload.Takeover;

/// <summary>What the table is, and what a person has confirmed of the tool that filled it, for no row can tell.</summary>
internal sealed class TakeoverTrust
{
    /// <param name="hasPreviousPayloads">The table has a column for the payload of before.</param>
    /// <param name="hasPartialPayloads">The table has a column for partial payloads.</param>
    /// <param name="sentWholeOnly">Confirmed: the tool never sent partial payloads.</param>
    /// <param name="builtApart">Confirmed: the tool never built payloads while it sent some.</param>
    internal TakeoverTrust(bool hasPreviousPayloads, bool hasPartialPayloads, bool sentWholeOnly, bool builtApart)
    {
        HasPreviousPayloads = hasPreviousPayloads;
        MaySendPartials = hasPartialPayloads && !sentWholeOnly;
        BuiltApart = builtApart;
    }

    internal bool HasPreviousPayloads { get; }

    internal bool MaySendPartials { get; }

    internal bool BuiltApart { get; }
}
