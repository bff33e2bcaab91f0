namespace SsdClr.Payload.Reading;

/// <summary>What the reader notes about a value that it gives as absent.</summary>
internal enum RowNoteKind
{
    /// <summary>Something else stands where a date belongs.</summary>
    UnreadableDate,

    /// <summary>A date that stands for none.</summary>
    SentinelDate,

    /// <summary>An id that stands for none.</summary>
    SentinelId,

    /// <summary>A word that stands for NULL.</summary>
    NullWord,
}
