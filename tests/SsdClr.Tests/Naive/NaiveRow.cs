using System.Globalization;

namespace SsdClr.Tests.Naive;

/// <summary>One row of an SSD table, all columns, as SQLite holds it. A blank value is no value.</summary>
internal sealed class NaiveRow(IReadOnlyDictionary<string, int> columns, object?[] values)
{
    /// <summary>The value as held, outer blanks included; null when it is blank.</summary>
    public string? Held(string column)
    {
        var text = Convert.ToString(values[columns[column]], CultureInfo.InvariantCulture);
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>The value without outer blanks; null when it is blank.</summary>
    public string? Trimmed(string column) => Held(column)?.Trim();

    /// <summary>The date part of a date.</summary>
    public DateOnly? Date(string column) => Trimmed(column) is { } text
        ? DateOnly.ParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture)
        : null;
}
