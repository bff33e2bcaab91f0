namespace SsdClr.Payload.Reading;

/// <summary>Where a row has a flag that the query makes. Only <see cref="RecordLayout"/> makes one, so a property cannot be read from a column that is not selected, nor as another kind.</summary>
/// <param name="ordinal">The place in the row; the person id has place 0.</param>
internal readonly struct FlagColumn(int ordinal)
{
    /// <summary>The place in the row.</summary>
    internal int Ordinal { get; } = ordinal;
}
