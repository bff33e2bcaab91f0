namespace SsdClr.Local.Database;

/// <summary>An SSD table of the local database: its name and its columns in declared order.</summary>
internal sealed class SsdTable
{
    private readonly Dictionary<string, int> _ordinals;

    /// <summary>Describes a table as the database declares it.</summary>
    public SsdTable(string name, IReadOnlyList<SsdColumn> columns)
    {
        Name = name;
        Columns = columns;
        _ordinals = new Dictionary<string, int>(columns.Count, StringComparer.OrdinalIgnoreCase);
        for (var ordinal = 0; ordinal < columns.Count; ordinal++)
        {
            _ordinals.Add(columns[ordinal].Name, ordinal);
        }
    }

    /// <summary>The published name without schema, for example <c>ssd_person</c>.</summary>
    public string Name { get; }

    /// <summary>The columns in declared order.</summary>
    public IReadOnlyList<SsdColumn> Columns { get; }

    /// <summary>The position of a column, ignoring case as SQL identifiers commonly do; -1 when the table has no such column.</summary>
    public int OrdinalOf(string column) => _ordinals.GetValueOrDefault(column, -1);
}
