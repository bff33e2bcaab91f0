using System.Data.Common;

namespace SsdClr.Tests.Naive;

/// <summary>All SSD tables in memory, each read with one <c>SELECT *</c>.</summary>
internal sealed class NaiveSsd(DbConnection connection, bool sentinelDates)
{
    private readonly Dictionary<string, List<NaiveRow>> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Table, string Column), ILookup<string?, NaiveRow>> _lookups = [];

    /// <summary>All rows of a table.</summary>
    public List<NaiveRow> Rows(string table)
    {
        if (!_tables.TryGetValue(table, out var rows))
        {
            rows = Read(table);
            _tables.Add(table, rows);
        }

        return rows;
    }

    /// <summary>The rows of a table whose column holds exactly that value; none for no value.</summary>
    public IEnumerable<NaiveRow> Rows(string table, string column, string? value)
    {
        if (!_lookups.TryGetValue((table, column), out var lookup))
        {
            lookup = Rows(table).ToLookup(row => row.Held(column), StringComparer.Ordinal);
            _lookups.Add((table, column), lookup);
        }

        return value is null ? [] : lookup[value];
    }

    private List<NaiveRow> Read(string table)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT * FROM [dbo].[{table}]";
        using var reader = command.ExecuteReader();
        var columns = Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, ordinal => ordinal, StringComparer.Ordinal);
        var rows = new List<NaiveRow>();
        while (reader.Read())
        {
            var values = new object?[reader.FieldCount];
            reader.GetValues(values!);
            rows.Add(new NaiveRow(columns, values, sentinelDates));
        }

        return rows;
    }
}
