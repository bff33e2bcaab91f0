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
    public bool Flag(string column)
    {
        switch (Optional(column)?.ToLowerInvariant())
        {
            case null or "false":
                return false;
            case "true":
                return true;
            default:
                Fault(column, "must be true, false or blank");
                return false;
        }
    }

    /// <summary>A whole number, or null for a blank cell.</summary>
    /// <param name="column">Column.</param>
    public int? Number(string column)
    {
        if (Optional(column) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Fault(column, "must be a whole number or blank");
        return null;
    }

    /// <summary>Two whole numbers with <c>to</c> between them, or null for a blank cell.</summary>
    /// <param name="column">Column.</param>
    public (int Least, int Greatest)? Range(string column)
    {
        if (Optional(column) is not { } text)
        {
            return null;
        }

        if (text.Split(" to ") is [var first, var second]
            && int.TryParse(first, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var least)
            && int.TryParse(second, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var greatest))
        {
            return (least, greatest);
        }

        Fault(column, "must be two whole numbers as in '0 to 40', or blank");
        return null;
    }

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

    private void Fault(string column, string message) => faults.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {column}: {message}."));
}
