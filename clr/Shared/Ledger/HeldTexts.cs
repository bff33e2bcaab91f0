namespace SsdClr.Ledger;

/// <summary>What a row of csc.staging says of what the receiver has, as texts.</summary>
internal sealed class HeldTexts
{
    internal HeldTexts(string personId, string laChildId, string? acknowledged, string? held, bool isCertain)
    {
        PersonId = personId;
        LaChildId = laChildId;
        Acknowledged = acknowledged;
        Held = held;
        IsCertain = isCertain;
    }

    internal string PersonId { get; }

    /// <summary>The id the receiver knows the child by.</summary>
    internal string LaChildId { get; }

    /// <summary>The payload the receiver confirmed last; null for none.</summary>
    internal string? Acknowledged { get; }

    /// <summary>The most that the receiver may have; null for exactly what it confirmed.</summary>
    internal string? Held { get; }

    /// <summary>True where the receiver confirmed the last POST.</summary>
    internal bool IsCertain { get; }
}
