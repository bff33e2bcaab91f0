namespace SsdClr.Ledger;

/// <summary>A payload as it goes into csc.staging, and what is sent for it.</summary>
internal sealed class StagedPayload(string personId, string? laChildId, string text, byte[] hash, BodyTexts body, FindingCounts findings)
{
    internal string PersonId { get; } = personId;

    internal string? LaChildId { get; } = laChildId;

    /// <summary>The canonical payload.</summary>
    internal string Text { get; } = text;

    /// <summary>SHA-256 of its UTF-8 bytes.</summary>
    internal byte[] Hash { get; } = hash;

    /// <summary>What is sent.</summary>
    internal BodyTexts Body { get; } = body;

    /// <summary>What our own rules find.</summary>
    internal FindingCounts Findings { get; } = findings;
}
