using System.Globalization;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData.Sources;

/// <summary>Makes the tables of a made-up source system in an SQLite database and inserts rows, in one transaction.</summary>
internal sealed class SourceWriter : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteTransaction _transaction;
    private readonly string _schema;
    private readonly Dictionary<string, (SourceTable Table, SqliteCommand Insert)> _inserts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _rows = new(StringComparer.Ordinal);

    private SourceWriter(SqliteConnection connection, SqliteTransaction transaction, string schema) => (_connection, _transaction, _schema) = (connection, transaction, schema);

    /// <summary>Makes the tables; those that are there are dropped first.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="schema">Name under which the database is attached.</param>
    /// <param name="tables">The tables.</param>
    public static SourceWriter Begin(SqliteConnection connection, string schema, IReadOnlyList<SourceTable> tables)
    {
        var writer = new SourceWriter(connection, connection.BeginTransaction(), schema);
        foreach (var table in tables)
        {
            writer.Make(table);
        }

        return writer;
    }

    /// <summary>The tables that rows were written to, with their number, in order of name.</summary>
    public IReadOnlyList<TableRows> Written => [.. _rows.Select(table => new TableRows(table.Key, table.Value)).OrderBy(table => table.Table, StringComparer.Ordinal)];

    /// <summary>Inserts a row; a column that is not named is NULL. Values are string, int, long, double or null; dates are texts as the sample has them.</summary>
    /// <param name="table">The table.</param>
    /// <param name="cells">Columns and values.</param>
    /// <exception cref="InvalidOperationException">There is no such table or column, or it does not hold the text: a fault of the generator.</exception>
    public void Put(string table, params ReadOnlySpan<(string Column, object? Value)> cells)
    {
        var (declared, insert) = _inserts.TryGetValue(table, out var known) ? known : throw new InvalidOperationException($"Made-up data has rows for {table}, which the system lacks.");
        foreach (SqliteParameter parameter in insert.Parameters)
        {
            parameter.Value = DBNull.Value;
        }

        foreach (var (name, value) in cells)
        {
            var ordinal = -1;
            for (var index = 0; index < declared.Columns.Count && ordinal < 0; index++)
            {
                ordinal = declared.Columns[index].Name == name ? index : -1;
            }

            if (ordinal < 0)
            {
                throw new InvalidOperationException($"Made-up data has values for {table}.{name}, which the system lacks.");
            }

            var type = declared.Columns[ordinal].Type;
            if (value is string text && LengthOf(type) is { } length && text.Length > length)
            {
                throw new InvalidOperationException($"Made-up data has a text of {text.Length} characters for {table}.{name} {type}.");
            }

            if (value is string held && type.StartsWith("varchar", StringComparison.Ordinal) && SourceTable.InVarchar(held) != held)
            {
                throw new InvalidOperationException($"Made-up data has characters for {table}.{name} {type} that a varchar column does not hold.");
            }

            insert.Parameters[ordinal].Value = value ?? DBNull.Value;
        }

        insert.ExecuteNonQuery();
        _rows[table] = _rows.GetValueOrDefault(table) + 1;
    }

    /// <summary>Adds the indexes that such systems have on their keys, and keeps what was written.</summary>
    public void Complete()
    {
        foreach (var (table, _) in _inserts.Values.Where(insert => _rows.ContainsKey(insert.Table.Name)))
        {
            foreach (var column in table.Keys)
            {
                Execute($"CREATE INDEX [{_schema}].[IX_{table.Name}_{column}] ON [{table.Name}] ([{column}])");
            }
        }

        _transaction.Commit();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (_, insert) in _inserts.Values)
        {
            insert.Dispose();
        }

        _transaction.Dispose();
    }

    private void Make(SourceTable table)
    {
        Execute($"DROP TABLE IF EXISTS {Name(table.Name)}");
        Execute($"CREATE TABLE {Name(table.Name)} ({string.Join(", ", table.Columns.Select(column => $"[{column.Name}] {Type(column.Type)} NULL"))})");
        var insert = Command($"INSERT INTO {Name(table.Name)} VALUES ({string.Join(", ", table.Columns.Select((_, ordinal) => string.Create(CultureInfo.InvariantCulture, $"@p{ordinal}")))})");
        foreach (var (_, ordinal) in table.Columns.Select((column, ordinal) => (column, ordinal)))
        {
            var parameter = insert.CreateParameter();
            parameter.ParameterName = string.Create(CultureInfo.InvariantCulture, $"@p{ordinal}");
            insert.Parameters.Add(parameter);
        }

        _inserts.Add(table.Name, (table, insert));
    }

    private static int? LengthOf(string type) =>
        type.Contains("varchar(", StringComparison.Ordinal) && int.TryParse(type.AsSpan(type.IndexOf('(', StringComparison.Ordinal) + 1).TrimEnd(')'), NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length : null;

    private string Name(string table) => $"[{_schema}].[{table}]";

    // SQLite reads (max) as a fault.
    private static string Type(string type) => type == "nvarchar(max)" ? "TEXT" : type;

    private void Execute(string sql)
    {
        using var command = Command(sql);
        command.ExecuteNonQuery();
    }

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        return command;
    }
}
