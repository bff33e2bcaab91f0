namespace SsdClr.Payload.Reading;

/// <summary>
/// Where a row has a value. Only <see cref="RecordLayout"/> makes one, so a property cannot be read from a column that is not selected, nor as another kind.
/// </summary>
/// <typeparam name="T">What it is read as: a text or an id, a date without a time of day, or a flag that the query makes.</typeparam>
/// <param name="ordinal">The place in the row; the person id has place 0.</param>
internal readonly struct RowColumn<T>(int ordinal)
{
    /// <summary>The place in the row.</summary>
    internal int Ordinal { get; } = ordinal;
}
