using System.Data;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;

namespace SsdClr.Local.Server;

/// <summary>Copies the rows of a table from SQLite to a server, in bulk.</summary>
/// <param name="source">Where the rows are.</param>
/// <param name="server">Where they go.</param>
/// <param name="transaction">The transaction that they go in.</param>
internal sealed class TableCopy(SqliteConnection source, SqlConnection server, SqlTransaction transaction)
{
    private const int RowsInAChunk = 2000;

    /// <summary>Copies the rows.</summary>
    /// <param name="from">The table in SQLite, with brackets.</param>
    /// <param name="to">The table on the server, with brackets.</param>
    /// <param name="columns">The columns.</param>
    /// <exception cref="InvalidOperationException">A value does not fit its column; the message quotes it.</exception>
    /// <exception cref="SqlException">The server does not take a row.</exception>
    public void Copy(string from, string to, IReadOnlyList<CopiedColumn> columns)
    {
        using var bulk = new SqlBulkCopy(server, SqlBulkCopyOptions.Default, transaction) { DestinationTableName = to, BulkCopyTimeout = 0 };
        using var chunk = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var column in columns)
        {
            chunk.Columns.Add(column.Declared.Name, column.HoldsGuids ? typeof(Guid) : TypeOf(column.Declared.Kind));
            bulk.ColumnMappings.Add(column.Declared.Name, column.Name);
        }

        using var command = source.CreateCommand();
        command.CommandText = $"SELECT {string.Join(", ", columns.Select(column => $"[{column.Declared.Name}]"))} FROM {from}";
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = chunk.NewRow();
            for (var ordinal = 0; ordinal < columns.Count; ordinal++)
            {
                row[ordinal] = reader.IsDBNull(ordinal) ? DBNull.Value : Value(columns[ordinal], reader.GetValue(ordinal));
            }

            chunk.Rows.Add(row);
            if (chunk.Rows.Count == RowsInAChunk)
            {
                bulk.WriteToServer(chunk);
                chunk.Clear();
            }
        }

        bulk.WriteToServer(chunk);
    }

    private static Type TypeOf(ColumnKind kind) => kind switch
    {
        ColumnKind.Date => typeof(DateTime),
        ColumnKind.Integer => typeof(long),
        ColumnKind.Number => typeof(double),
        ColumnKind.Binary => typeof(byte[]),
        _ => typeof(string),
    };

    // SQLite holds dates as the text that the loader and the generator write.
    private static object Value(CopiedColumn column, object value) => column.Declared.Kind switch
    {
        _ when column.HoldsGuids => Guid.TryParse((string)value, out var id) ? id : throw new InvalidOperationException("An id is no uniqueidentifier."),
        ColumnKind.Date => SsdDate.TryParse((string)value, out var date) ? date : throw new InvalidOperationException("A date in SQLite is not as it is written there."),
        ColumnKind.Integer => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        ColumnKind.Number => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        ColumnKind.Binary => (byte[])value,
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
