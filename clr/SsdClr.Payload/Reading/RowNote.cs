
namespace SsdClr.Payload.Reading;

/// <summary>A value of a child's rows that is held and counts as absent.</summary>
internal readonly struct RowNote(RowNoteKind kind, string column, string? recordId)
{
    /// <summary>Why it counts as absent.</summary>
    internal RowNoteKind Kind { get; } = kind;

    /// <summary>The column, table.column.</summary>
    internal string Column { get; } = column;

    /// <summary>The id of the row; null where it has none.</summary>
    internal string? RecordId { get; } = recordId;
}
