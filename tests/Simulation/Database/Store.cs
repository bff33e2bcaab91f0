using SsdClr.Local.Database;
using SsdClr.StandIn;

namespace SsdClr.Simulation.Database;

/// <summary>The database that survives: in memory, with its statements kept prepared from run to run.</summary>
internal sealed class Store : IDisposable
{
    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();
    private readonly Dictionary<string, Stack<PreparedText>> _prepared = new(StringComparer.Ordinal);
    private readonly List<string> _clear = [];
    private readonly nint _handle;

    internal Store()
    {
        Declarations = Declarations.Read(_database.Connection);
        _handle = _database.Connection.Handle!.DangerousGetHandle();
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

    /// <summary>What its tables declare.</summary>
    internal Declarations Declarations { get; }

    /// <summary>A transaction is open.</summary>
    internal bool IsTransactionOpen { get; private set; }

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

    /// <summary>The prepared statements of that text, to be given back.</summary>
    internal PreparedText Take(string sql) =>
        _prepared.TryGetValue(sql, out var free) && free.TryPop(out var text) ? text : new PreparedText(_handle, sql);

    /// <summary>Takes statements back.</summary>
    internal void Return(PreparedText text)
    {
        text.Reset();
        if (!_prepared.TryGetValue(text.Sql, out var free))
        {
            free = new Stack<PreparedText>();
            _prepared.Add(text.Sql, free);
        }

        free.Push(text);
    }

    /// <summary>Begins the one transaction there can be.</summary>
    internal void Begin()
    {
        Execute("BEGIN IMMEDIATE");
        IsTransactionOpen = true;
    }

    /// <summary>Commits it.</summary>
    internal void Commit()
    {
        Execute("COMMIT");
        IsTransactionOpen = false;
    }

    /// <summary>Rolls back what is open, as the database does by itself when its client is gone.</summary>
    internal void RollBack()
    {
        if (IsTransactionOpen)
        {
            Execute("ROLLBACK");
            IsTransactionOpen = false;
        }
    }

    /// <summary>Runs a statement on behalf of the world. Parameters are @0, @1 and so on.</summary>
    internal int Execute(string sql, params object?[] values)
    {
        var text = Take(sql);
        var rows = 0;
        foreach (var statement in text.Statements)
        {
            statement.Bind(values);
            rows += statement.Run();
        }

        Return(text);
        return rows;
    }

    /// <summary>Every row of a query.</summary>
    internal List<object?[]> Query(string sql, params object?[] values)
    {
        var text = Take(sql);
        var statement = text.Statements[0];
        statement.Bind(values);
        var rows = new List<object?[]>();
        while (statement.Step())
        {
            var row = new object?[statement.Columns];
            for (var column = 0; column < row.Length; column++)
            {
                row[column] = statement.Value(column);
            }

            rows.Add(row);
        }

        Return(text);
        return rows;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        RollBack();
        foreach (var text in _prepared.Values.SelectMany(free => free))
        {
            text.Dispose();
        }

        _database.Dispose();
    }
}
