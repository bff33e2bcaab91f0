using System.Text;

namespace SsdClr.Payload.Preview;

/// <summary>What would be sent for a child in the cohort.</summary>
internal sealed class PayloadPreview(string personId, string? laChildId, string? misChildId, byte[] payload, byte[] hash, int errors, int warnings)
{
    internal string PersonId { get; } = personId;

    internal string? LaChildId { get; } = laChildId;

    internal string? MisChildId { get; } = misChildId;

    /// <summary>The canonical payload in UTF-8: half the memory of its text, and a range of children is held at a time.</summary>
    internal byte[] Payload { get; } = payload;

    /// <summary>SHA-256 of <see cref="Payload"/>.</summary>
    internal byte[] Hash { get; } = hash;

    internal int Errors { get; } = errors;

    internal int Warnings { get; } = warnings;

    /// <summary>The payload as text.</summary>
    internal string Text() => Encoding.UTF8.GetString(Payload);

    /// <summary>The payload as characters, for nvarchar(max).</summary>
    internal char[] Characters() => Encoding.UTF8.GetChars(Payload);
}
