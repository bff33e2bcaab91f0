namespace SsdClr.Ledger;

/// <summary>What a row of csc.staging says of what the receiver has, as texts.</summary>
internal sealed class HeldTexts(string personId, string laChildId, string? acknowledged, string? held, bool isCertain)
{
    internal string PersonId { get; } = personId;

    /// <summary>The id the receiver knows the child by.</summary>
    internal string LaChildId { get; } = laChildId;

    /// <summary>The payload the receiver confirmed last; null for none.</summary>
    internal string? Acknowledged { get; } = acknowledged;

    /// <summary>The most that the receiver may have; null for exactly what it confirmed.</summary>
    internal string? Held { get; } = held;

    /// <summary>True where the receiver confirmed the last POST.</summary>
    internal bool IsCertain { get; } = isCertain;
}
