namespace SsdClr.Local.Database;

/// <summary>An SSD table of the local database: its name and its columns in declared order.</summary>
internal sealed class SsdTable(string name, IReadOnlyList<SsdColumn> columns)
{
    private readonly Dictionary<string, int> _ordinals = columns.Index().ToDictionary(column => column.Item.Name, column => column.Index, StringComparer.OrdinalIgnoreCase);

    /// <summary>The published name without schema, for example <c>ssd_person</c>.</summary>
    public string Name { get; } = name;

    /// <summary>The columns in declared order.</summary>
    public IReadOnlyList<SsdColumn> Columns { get; } = columns;

    /// <summary>The position of a column, ignoring case as SQL identifiers commonly do; -1 when the table has no such column.</summary>
    public int OrdinalOf(string column) => _ordinals.GetValueOrDefault(column, -1);
}
