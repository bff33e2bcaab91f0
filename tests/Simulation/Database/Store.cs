using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;

namespace SsdClr.Simulation.Database;

/// <summary>The database that survives: in memory, with its statements kept prepared from run to run.</summary>
internal sealed class Store : IDisposable
{
    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();
    private readonly Dictionary<string, Stack<SqliteCommand>> _prepared = new(StringComparer.Ordinal);
    private readonly List<string> _clear = [];

    internal Store()
    {
        foreach (var schema in (string[])["dbo", "csc"])
        {
            foreach (var row in Query($"SELECT [name] FROM [{schema}].[sqlite_master] WHERE [type] = 'table' ORDER BY [name]"))
            {
                _clear.Add($"DELETE FROM [{schema}].[{row[0]}]");
            }
        }
    }

    /// <summary>The database as the companion's commands take it.</summary>
    internal LocalDatabase Database => _database;

    /// <summary>The connection beneath.</summary>
    internal SqliteConnection Connection => _database.Connection;

    /// <summary>The open transaction; null while there is none.</summary>
    internal SqliteTransaction? Transaction { get; private set; }

    /// <summary>Something was written to csc.staging since this was last set to false.</summary>
    internal bool IsStagingChanged { get; set; }

    /// <summary>Empties every table, and gives up an open transaction.</summary>
    internal void Clear()
    {
        RollBack();
        foreach (var statement in _clear)
        {
            Execute(statement);
        }
    }

    /// <summary>A prepared command of that text, to be given back.</summary>
    internal SqliteCommand Take(string sql)
    {
        var command = _prepared.TryGetValue(sql, out var free) && free.Count > 0 ? free.Pop() : null;
        if (command is null)
        {
            command = Connection.CreateCommand();
#pragma warning disable CA2100 // The text is the product's, or the simulation's own.
            command.CommandText = sql;
#pragma warning restore CA2100
        }

        command.Transaction = Transaction;
        return command;
    }

    /// <summary>Takes a command back.</summary>
    internal void Return(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (!_prepared.TryGetValue(command.CommandText, out var free))
        {
            free = new Stack<SqliteCommand>();
            _prepared.Add(command.CommandText, free);
        }

        free.Push(command);
    }

    /// <summary>Begins the one transaction there can be.</summary>
    internal SqliteTransaction Begin() => Transaction = Connection.BeginTransaction();

    /// <summary>Commits it.</summary>
    internal void Commit()
    {
        Transaction!.Commit();
        Transaction.Dispose();
        Transaction = null;
    }

    /// <summary>Rolls back what is open, as the database does by itself when its client is gone.</summary>
    internal void RollBack()
    {
        if (Transaction is not null)
        {
            Transaction.Rollback();
            Transaction.Dispose();
            Transaction = null;
        }
    }

    /// <summary>Runs a statement on behalf of the world. Parameters are @0, @1 and so on.</summary>
    internal int Execute(string sql, params object?[] values)
    {
        var command = Take(sql);
        Bind(command, values);
        var rows = command.ExecuteNonQuery();
        Return(command);
        return rows;
    }

    /// <summary>Every row of a query.</summary>
    internal List<object?[]> Query(string sql, params object?[] values)
    {
        var command = Take(sql);
        Bind(command, values);
        var rows = new List<object?[]>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                var row = new object?[reader.FieldCount];
                for (var column = 0; column < row.Length; column++)
                {
                    row[column] = reader.IsDBNull(column) ? null : reader.GetValue(column);
                }

                rows.Add(row);
            }
        }

        Return(command);
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        RollBack();
        foreach (var command in _prepared.Values.SelectMany(free => free))
        {
            command.Dispose();
        }

        _database.Dispose();
    }

    private static void Bind(SqliteCommand command, object?[] values)
    {
        for (var index = 0; index < values.Length; index++)
        {
            command.Parameters.AddWithValue("@" + index.ToString(System.Globalization.CultureInfo.InvariantCulture), values[index] ?? DBNull.Value);
        }
    }
}
