using Microsoft.Data.Sqlite;
using SsdClr.Data;

namespace SsdClr.Local.Database;

/// <summary>Inserts rows into one SSD table through one prepared statement.</summary>
internal sealed class TableWriter : IDisposable
{
    private readonly SqliteCommand _insert;

    private TableWriter(SsdTable table, SqliteCommand insert) => (Table, _insert) = (table, insert);

    /// <summary>Prepares the statement inside <paramref name="transaction"/>.</summary>
    public static TableWriter Prepare(SsdTable table, SqliteTransaction transaction)
    {
        var insert = transaction.Connection!.CreateCommand();
        insert.Transaction = transaction;
        // Names come from the database's own catalogue.
        insert.CommandText = $"INSERT INTO [dbo].[{table.Name}] ({string.Join(", ", table.Columns.Select(column => $"[{column.Name}]"))}) VALUES ({string.Join(", ", table.Columns.Select((_, ordinal) => $"$p{ordinal}"))})";
        for (var ordinal = 0; ordinal < table.Columns.Count; ordinal++)
        {
            insert.Parameters.Add(new SqliteParameter($"$p{ordinal}", value: null));
        }

        insert.Prepare();
        return new TableWriter(table, insert);
    }

    /// <summary>The table written to.</summary>
    public SsdTable Table { get; }

    /// <summary>Inserts one row: a value for each column in declared order; dates as <see cref="SsdDate.Format"/> writes them.</summary>
    /// <exception cref="SqliteException">The row breaks a key or NOT NULL; the transaction stays usable.</exception>
    public void Write(ReadOnlySpan<object?> values)
    {
        for (var ordinal = 0; ordinal < values.Length; ordinal++)
        {
            _insert.Parameters[ordinal].Value = values[ordinal] ?? DBNull.Value;
        }

        _insert.Execute();
    }

    /// <inheritdoc/>
    public void Dispose() => _insert.Dispose();
}
