using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Refreshing;

/// <summary>A payload as it goes into csc.staging, and what is sent for it.</summary>
internal sealed class StagedPayload
{
    internal StagedPayload(string personId, string? laChildId, string text, byte[] hash, StagedBody body, PayloadIssues issues)
    {
        PersonId = personId;
        LaChildId = laChildId;
        Text = text;
        Hash = hash;
        Body = body;
        Errors = issues.Errors;
        Warnings = issues.Warnings;
    }

    internal string PersonId { get; }

    internal string? LaChildId { get; }

    /// <summary>The canonical payload.</summary>
    internal string Text { get; }

    /// <summary>SHA-256 of its UTF-8 bytes.</summary>
    internal byte[] Hash { get; }

    /// <summary>What is sent.</summary>
    internal StagedBody Body { get; }

    internal int Errors { get; }

    internal int Warnings { get; }
}
