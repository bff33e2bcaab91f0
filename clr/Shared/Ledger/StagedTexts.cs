namespace SsdClr.Ledger;

/// <summary>The texts of a row of csc.staging that what is to be sent is made from and compared with.</summary>
internal sealed class StagedTexts(string? acknowledged, string? held, string? payload, BodyTexts body)
{
    /// <summary>The payload the receiver confirmed last; null for none.</summary>
    internal string? Acknowledged { get; } = acknowledged;

    /// <summary>The most that the receiver may have; null for exactly what it confirmed.</summary>
    internal string? Held { get; } = held;

    /// <summary>The payload staged; null for none.</summary>
    internal string? Payload { get; } = payload;

    /// <summary>What is sent for it.</summary>
    internal BodyTexts Body { get; } = body;
}
