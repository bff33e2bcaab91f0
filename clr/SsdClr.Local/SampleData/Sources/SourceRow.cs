namespace SsdClr.Local.SampleData.Sources;

/// <summary>A row of the SSD that a made-up source system is to hold, and where its records are written.</summary>
/// <param name="Child">The child it is of.</param>
/// <param name="Cells">The row.</param>
/// <param name="Writer">Writes the tables of the system.</param>
internal sealed record SourceRow(SourceChild Child, SampleRow Cells, SourceWriter Writer)
{
    /// <summary>The table of the SSD.</summary>
    public string Table => Cells.Table.Name;

    /// <summary>The number of the child.</summary>
    public long Person { get; } = Child.PersonId;

    /// <summary>The text of a column, or null.</summary>
    public string? Text(string column) => Cells.Text(column);

    /// <summary>The number of the record that a column names, or null.</summary>
    public long? Record(string column) => Child.Record(Cells.Text(column));

    /// <summary>The number of the person, worker, team or family that a column names, or null.</summary>
    public long? Number(string column) => SourceChild.Number(Cells.Text(column));

    /// <summary>Inserts a row into a table of the system (<see cref="SourceWriter.Put"/>).</summary>
    public void Put(string table, params ReadOnlySpan<(string Column, object? Value)> cells) => Writer.Put(table, cells);
}
