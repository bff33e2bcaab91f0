using System.Globalization;

namespace SsdClr.Build.Specification;

/// <summary>One row of the specification's CSV. A cell of the wrong form is a fault with file, line and column.</summary>
/// <param name="file">File as messages show it.</param>
/// <param name="line">Line, from 1.</param>
/// <param name="cells">Values by column.</param>
/// <param name="faults">Takes the faults.</param>
internal sealed class SpecificationRow(string file, int line, Dictionary<string, string> cells, List<string> faults)
{
    /// <summary>A text that must be there.</summary>
    /// <param name="column">Column.</param>
    public string Text(string column)
    {
        if (Optional(column) is { } text)
        {
            return text;
        }

        Fault(column, "must not be blank");
        return string.Empty;
    }

    /// <summary>A text, or null for a blank cell.</summary>
    /// <param name="column">Column.</param>
    public string? Optional(string column) => string.IsNullOrWhiteSpace(cells[column]) ? null : cells[column];

    /// <summary>A flag: true, false, or blank for false. Spreadsheets like to turn them into capitals.</summary>
    /// <param name="column">Column.</param>
    public bool Flag(string column) =>
        Value<bool>(column, text => text.ToLowerInvariant() switch { "true" => true, "false" => false, _ => null }, "must be true, false or blank") ?? false;

    /// <summary>A whole number, or null for a blank cell.</summary>
    /// <param name="column">Column.</param>
    public int? Number(string column) => Value(column, Whole, "must be a whole number or blank");

    /// <summary>Two whole numbers with <c>to</c> between them, or null for a blank cell.</summary>
    /// <param name="column">Column.</param>
    public (int Least, int Greatest)? Range(string column) => Value<(int Least, int Greatest)>(
        column,
        text => text.Split(" to ") is [var first, var second] && Whole(first) is { } least && Whole(second) is { } greatest ? (least, greatest) : null,
        "must be two whole numbers as in '0 to 40', or blank");

    /// <summary>Texts parted by <c>|</c>; none for a blank cell.</summary>
    /// <param name="column">Column.</param>
    public IReadOnlyList<string> List(string column) => Optional(column)?.Split('|') ?? [];

    /// <summary>Refuses a value that differs from the one in an earlier row of the same object.</summary>
    /// <param name="column">Column.</param>
    /// <param name="earlier">Value of the earlier row.</param>
    public void Agree(string column, string earlier)
    {
        if (cells[column] != earlier)
        {
            Fault(column, $"differs from an earlier row of {cells["object"]}: change it in all rows of the object");
        }
    }

    private static int? Whole(string text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    private T? Value<T>(string column, Func<string, T?> read, string form)
        where T : struct
    {
        var text = Optional(column);
        var value = text is null ? null : read(text);
        if (text is not null && value is null)
        {
            Fault(column, form);
        }

        return value;
    }

    private void Fault(string column, string message) => faults.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {column}: {message}."));
}
