using System;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SsdClr.StandIn;

/// <summary>
/// A SQLite connection that behaves as SQL Server's context connection does in a procedure: no row counts under NOCOUNT, one open reader at a time, one
/// transaction that every statement must belong to, values typed as their columns are declared, and the session options of a caller.
/// </summary>
public sealed class ContextConnection : DbConnection
{
    // A program that begins the same work anew, and rolls it back again, would go on for ever on a server.
    private const int MostRollbacksInARow = 100;

    private readonly DbConnection _sqlite;
    private int _rollbacksInARow;
    private int _rowCount;

    /// <summary>Puts it around a connection, which stays the caller's.</summary>
    /// <param name="sqlite">An open connection to SQLite with databases attached as dbo and csc.</param>
    /// <param name="declarations">What those declare.</param>
    public ContextConnection(DbConnection sqlite, Declarations declarations)
    {
        _sqlite = sqlite;
        Declarations = declarations;
    }

    /// <summary>SET NOCOUNT of the caller: no statement reports how many rows it changed. On, as in every procedure of the product.</summary>
    public bool NoCount { get; set; } = true;

    /// <summary>SET ROWCOUNT of the caller: no statement gives or changes more rows; 0 for no limit.</summary>
    public int RowCount
    {
        get => _rowCount;
        set
        {
            _rowCount = value;
            CallerRowCount.Set(_sqlite, Declarations, value);
        }
    }

    /// <summary>The first thing done that SqlClient refuses, whatever became of the exception; null for none.</summary>
    public string? Misuse { get; private set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString { get; set; } = "context connection=true";

    /// <inheritdoc/>
    public override string Database => _sqlite.Database;

    /// <inheritdoc/>
    public override string DataSource => _sqlite.DataSource;

    /// <inheritdoc/>
    public override string ServerVersion => _sqlite.ServerVersion;

    /// <inheritdoc/>
    public override ConnectionState State => _sqlite.State;

    internal Declarations Declarations { get; }

    internal ContextTransaction? Transaction { get; private set; }

    internal ContextReader? Reader { get; set; }

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("The context connection stays in its database.");

    /// <inheritdoc/>
    public override void Open() => throw new NotSupportedException("The caller opens the context connection.");

    /// <inheritdoc/>
    public override void Close() => throw new NotSupportedException("The caller closes the context connection.");

    internal DbCommand SqliteCommand() => _sqlite.CreateCommand();

    internal InvalidOperationException Refuse(string message)
    {
        Misuse ??= message;
        return new InvalidOperationException(message);
    }

    /// <summary>Throws where a reader is open: the context connection has no multiple active result sets.</summary>
    internal void DemandNoReader()
    {
        if (Reader is not null)
        {
            throw Refuse("There is already an open DataReader associated with this Connection which must be closed first.");
        }
    }

    /// <summary>A statement begins.</summary>
    internal void StartStatement()
    {
        if (_rowCount > 0)
        {
            CallerRowCount.Start(_sqlite);
        }
    }

    internal void End(bool isCommitted)
    {
        Transaction = null;
        _rollbacksInARow = isCommitted ? 0 : _rollbacksInARow + 1;
    }

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        DemandNoReader();
        if (Transaction is not null)
        {
            throw Refuse("SqlConnection does not support parallel transactions.");
        }

        if (_rollbacksInARow > MostRollbacksInARow)
        {
            throw Refuse("The program rolled back " + MostRollbacksInARow + " transactions in a row and begins another: on a server it would never end.");
        }

        return Transaction = new ContextTransaction(this, _sqlite.BeginTransaction());
    }

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => new ContextCommand(this);
}
