using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData;

/// <summary>Takes sample rows and hands them on to where they are kept. A column that is not named is NULL.</summary>
/// <param name="tables">The tables that rows are for.</param>
internal abstract class SampleOutput(IReadOnlyList<SsdTable> tables) : IDisposable
{
    private readonly Dictionary<string, SsdTable> _tables = tables.ToDictionary(table => table.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, long> _written = new(StringComparer.Ordinal);

    /// <summary>The tables that rows were written to, with their number so far, in order of name.</summary>
    public IReadOnlyList<TableRows> Written => [.. _written.Select(table => new TableRows(table.Key, table.Value)).OrderBy(table => table.Table, StringComparer.Ordinal)];

    /// <summary>A row of NULLs to fill and to write.</summary>
    /// <exception cref="InvalidOperationException">There is no such table: a fault of the generator.</exception>
    public SampleRow NewRow(string table) => _tables.TryGetValue(table, out var declared)
        ? new SampleRow(declared, new object?[declared.Columns.Count])
        : throw new InvalidOperationException($"Sample data has rows for {table}, which the database lacks.");

    /// <summary>Writes a row, cell by named cell.</summary>
    public void Write(string table, params ReadOnlySpan<(string Column, object? Value)> cells)
    {
        var row = NewRow(table);
        row.Set(cells);
        Write(row);
    }

    /// <summary>Writes a row.</summary>
    public void Write(SampleRow row)
    {
        WriteRow(row.Table, row.Values);
        _written[row.Table.Name] = _written.GetValueOrDefault(row.Table.Name) + 1;
    }

    /// <summary>Keeps what was written; without this call nothing stays.</summary>
    public abstract void Complete();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Keeps one row, values in the table's column order, dates as text.</summary>
    protected abstract void WriteRow(SsdTable table, object?[] values);
}
