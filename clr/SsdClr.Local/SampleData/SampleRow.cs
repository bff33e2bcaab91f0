using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData;

/// <summary>A row of the child at hand, as it was written.</summary>
internal readonly record struct SampleRow(SsdTable Table, object?[] Values)
{
    /// <summary>The text of a column; null where it is NULL or no text.</summary>
    public string? Text(string column) => Values[OrdinalOf(column)] as string;

    /// <summary>The value of a column; null where it is NULL.</summary>
    public object? Value(string column) => Values[OrdinalOf(column)];

    /// <summary>The day of a column, without its time; null where it is NULL.</summary>
    public DateTime? Day(string column) => Text(column) is { } text && SsdDate.TryParse(text, out var moment) ? moment.Date : null;

    /// <summary>Puts another value in a column before the row is handed on.</summary>
    public void Set(string column, object? value) => Values[OrdinalOf(column)] = value is DateTime date ? SsdDate.Format(date) : value;

    private int OrdinalOf(string column) =>
        Table.OrdinalOf(column) is var ordinal and >= 0 ? ordinal : throw new InvalidOperationException($"Sample data asks for {Table.Name}.{column}, which the database lacks.");
}
