using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData;

/// <summary>
/// Takes sample rows, cell by named cell, checks them against the table's declaration and hands them on to where they are kept. A column that is not
/// named is NULL.
/// </summary>
internal abstract class SampleOutput : IDisposable
{
    private readonly Dictionary<string, Target> _targets;

    /// <summary>Takes rows for these tables.</summary>
    protected SampleOutput(IReadOnlyList<SsdTable> tables) =>
        _targets = tables.ToDictionary(table => table.Name, table => new Target(table), StringComparer.Ordinal);

    /// <summary>Completes and keeps the rows of the child at hand before they are written; null where nothing hangs on them.</summary>
    public SampleHistory? History { get; set; }

    /// <summary>The tables that rows were written to, with their number so far, in order of name.</summary>
    public IReadOnlyList<TableRows> Written =>
        [.. _targets.Values.Where(target => target.Rows > 0).Select(target => new TableRows(target.Table.Name, target.Rows)).OrderBy(table => table.Table, StringComparer.Ordinal)];

    /// <summary>Writes a row; values are string, DateTime, int, double, byte[] or null.</summary>
    /// <exception cref="InvalidOperationException">The generator names no such table or column, or a text is longer than its column: a fault of the generator.</exception>
    public void Write(string table, params ReadOnlySpan<(string Column, object? Value)> cells)
    {
        if (!_targets.TryGetValue(table, out var target))
        {
            throw new InvalidOperationException($"Sample data has rows for {table}, which the database lacks.");
        }

        Array.Clear(target.Values);
        foreach (var (name, value) in cells)
        {
            var ordinal = target.Table.OrdinalOf(name);
            if (ordinal < 0)
            {
                throw new InvalidOperationException($"Sample data has values for {table}.{name}, which the database lacks.");
            }

            if (value is string text && text.Length > target.Table.Columns[ordinal].MaximumLength)
            {
                throw new InvalidOperationException($"Sample data has a text of {text.Length} characters for {table}.{name} {target.Table.Columns[ordinal].DeclaredType}.");
            }

            target.Values[ordinal] = value is DateTime date ? SsdDate.Format(date) : value;
        }

        History?.Take(new SampleRow(target.Table, target.Values));
        WriteRow(target.Table, target.Values);
        target.Rows++;
    }

    /// <summary>Keeps what was written; without this call nothing stays.</summary>
    public abstract void Complete();

    /// <inheritdoc/>
    public abstract void Dispose();

    /// <summary>Keeps one row, values in the table's column order, dates as text.</summary>
    protected abstract void WriteRow(SsdTable table, object?[] values);

    private sealed class Target(SsdTable table)
    {
        public SsdTable Table { get; } = table;

        public object?[] Values { get; } = new object?[table.Columns.Count];

        public long Rows { get; set; }
    }
}
