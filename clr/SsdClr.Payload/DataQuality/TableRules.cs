using System;

namespace SsdClr.Payload.DataQuality;

/// <summary>What sql/model asks of a table.</summary>
internal sealed partial class TableRules
{
    private TableRules(string name, ColumnRules[] columns)
    {
        Name = name;
        Columns = columns;
    }

    /// <summary>Published name.</summary>
    internal string Name { get; }

    /// <summary>Every column, in their order.</summary>
    internal ColumnRules[] Columns { get; }

    /// <summary>The table of that exact name; null where SSD has none.</summary>
    internal static TableRules? Find(string name)
    {
        foreach (TableRules table in All)
        {
            if (string.Equals(table.Name, name, StringComparison.Ordinal))
            {
                return table;
            }
        }

        return null;
    }
}
