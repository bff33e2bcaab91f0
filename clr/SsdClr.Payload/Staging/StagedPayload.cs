using SsdClr.Payload.Change;

namespace SsdClr.Payload.Staging;

/// <summary>A payload as it goes into csc.staging.</summary>
internal sealed class StagedPayload
{
    internal StagedPayload(string personId, string? laChildId, string? misChildId, string text, byte[] hash, int bytes, BodyChoice body, int errors, int warnings)
    {
        PersonId = personId;
        LaChildId = laChildId;
        MisChildId = misChildId;
        Text = text;
        Hash = hash;
        Bytes = bytes;
        Body = body;
        Errors = errors;
        Warnings = warnings;
    }

    internal string PersonId { get; }

    internal string? LaChildId { get; }

    internal string? MisChildId { get; }

    /// <summary>The canonical payload.</summary>
    internal string Text { get; }

    /// <summary>SHA-256 of its UTF-8 bytes.</summary>
    internal byte[] Hash { get; }

    /// <summary>Its length in UTF-8.</summary>
    internal int Bytes { get; }

    /// <summary>What is sent.</summary>
    internal BodyChoice Body { get; }

    internal int Errors { get; }

    internal int Warnings { get; }
}
