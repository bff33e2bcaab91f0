namespace SsdClr.Payload.Staging;

/// <summary>A payload as it goes into csc.staging.</summary>
internal sealed class StagedPayload
{
    internal StagedPayload(string personId, string? laChildId, string? misChildId, string text, byte[] hash, int bytes, string? body, bool isSettled, int errors, int warnings)
    {
        PersonId = personId;
        LaChildId = laChildId;
        MisChildId = misChildId;
        Text = text;
        Hash = hash;
        Bytes = bytes;
        Body = body;
        IsSettled = isSettled;
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

    /// <summary>What is sent; null where it is the payload itself.</summary>
    internal string? Body { get; }

    /// <summary>It differs from the acknowledged one by records that aged out alone.</summary>
    internal bool IsSettled { get; }

    internal int Errors { get; }

    internal int Warnings { get; }
}
