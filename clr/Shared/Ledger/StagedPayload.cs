namespace SsdClr.Ledger;

/// <summary>A payload as it goes into csc.staging, and what is sent for it.</summary>
internal sealed class StagedPayload
{
    internal StagedPayload(string personId, string? laChildId, string text, byte[] hash, BodyTexts body, FindingCounts findings)
    {
        PersonId = personId;
        LaChildId = laChildId;
        Text = text;
        Hash = hash;
        Body = body;
        Findings = findings;
    }

    internal string PersonId { get; }

    internal string? LaChildId { get; }

    /// <summary>The canonical payload.</summary>
    internal string Text { get; }

    /// <summary>SHA-256 of its UTF-8 bytes.</summary>
    internal byte[] Hash { get; }

    /// <summary>What is sent.</summary>
    internal BodyTexts Body { get; }

    /// <summary>What our own rules find.</summary>
    internal FindingCounts Findings { get; }
}
