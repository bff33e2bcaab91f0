using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData;

/// <summary>A row of the child at hand.</summary>
internal readonly record struct SampleRow(SsdTable Table, object?[] Values)
{
    /// <summary>The text of a column; null where it is NULL or no text.</summary>
    public string? Text(string column) => Values[OrdinalOf(column)] as string;

    /// <summary>The value of a column; null where it is NULL.</summary>
    public object? Value(string column) => Values[OrdinalOf(column)];

    /// <summary>The day of a column, without its time; null where it is NULL.</summary>
    public DateTime? Day(string column) => Text(column) is { } text && SsdDate.TryParse(text, out var moment) ? moment.Date : null;

    /// <summary>How the database declares a column.</summary>
    public SsdColumn Column(string name) => Table.Columns[OrdinalOf(name)];

    /// <summary>Puts a value in a column before the row is handed on: string, DateTime, int, double, byte[] or null.</summary>
    /// <exception cref="InvalidOperationException">There is no such column, or a text is longer than it: a fault of the generator.</exception>
    public void Set(string column, object? value)
    {
        var ordinal = OrdinalOf(column);
        if (value is string text && text.Length > Table.Columns[ordinal].MaximumLength)
        {
            throw new InvalidOperationException($"Sample data has a text of {text.Length} characters for {Table.Name}.{column} {Table.Columns[ordinal].DeclaredType}.");
        }

        Values[ordinal] = value is DateTime date ? SsdDate.Format(date) : value;
    }

    /// <summary>Puts values in columns.</summary>
    public void Set(params ReadOnlySpan<(string Column, object? Value)> cells)
    {
        foreach (var (column, value) in cells)
        {
            Set(column, value);
        }
    }

    private int OrdinalOf(string column) =>
        Table.OrdinalOf(column) is var ordinal and >= 0 ? ordinal : throw new InvalidOperationException($"Sample data asks for {Table.Name}.{column}, which the database lacks.");
}
