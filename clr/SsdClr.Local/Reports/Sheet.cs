namespace SsdClr.Local.Reports;

/// <summary>A table for a file: headings, and rows whose cells are texts, numbers, dates, yes or no, or nothing.</summary>
/// <param name="name">What the sheet is called in a workbook.</param>
/// <param name="headings">The columns, from left to right; no two alike.</param>
internal sealed class Sheet(string name, params IReadOnlyList<string> headings)
{
    private readonly List<object?[]> _rows = [];

    /// <summary>What the sheet is called in a workbook.</summary>
    public string Name { get; } = name;

    /// <summary>The columns, from left to right.</summary>
    public IReadOnlyList<string> Headings { get; } = headings;

    /// <summary>The rows, each with a cell a column.</summary>
    public IReadOnlyList<IReadOnlyList<object?>> Rows => _rows;

    /// <summary>Adds a row.</summary>
    /// <param name="cells">A cell a column: string, long, DateOnly, DateTime (UTC), bool, or null for none.</param>
    public void Add(params object?[] cells)
    {
        if (cells.Length != Headings.Count)
        {
            throw new ArgumentException($"The sheet {Name} has {Headings.Count} columns, and the row {cells.Length} cells.", nameof(cells));
        }

        _rows.Add(cells);
    }
}
