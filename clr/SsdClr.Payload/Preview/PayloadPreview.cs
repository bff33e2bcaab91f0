using System.Text;

namespace SsdClr.Payload.Preview;

/// <summary>What would be sent for a child in the cohort.</summary>
internal sealed class PayloadPreview
{
    internal PayloadPreview(string personId, string? laChildId, string? misChildId, byte[] payload, byte[] hash, int errors, int warnings)
    {
        PersonId = personId;
        LaChildId = laChildId;
        MisChildId = misChildId;
        Payload = payload;
        Hash = hash;
        Errors = errors;
        Warnings = warnings;
    }

    internal string PersonId { get; }

    internal string? LaChildId { get; }

    internal string? MisChildId { get; }

    /// <summary>The canonical payload in UTF-8: half the memory of its text, and a range of children is held at a time.</summary>
    internal byte[] Payload { get; }

    /// <summary>SHA-256 of <see cref="Payload"/>.</summary>
    internal byte[] Hash { get; }

    internal int Errors { get; }

    internal int Warnings { get; }

    /// <summary>The payload as text.</summary>
    internal string Text() => Encoding.UTF8.GetString(Payload);

    /// <summary>The payload as characters, for nvarchar(max).</summary>
    internal char[] Characters() => Encoding.UTF8.GetChars(Payload);
}
