using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace SsdClr.Simulation.Database;

/// <summary>A command of the program: the prepared statement of its text, for as long as it lasts.</summary>
internal sealed class SimulatedCommand(SimulatedConnection connection) : DbCommand
{
    private SqliteCommand? _inner;

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => Inner.CommandText;
        set
        {
            connection.Boundaries.Check();
            var parameters = _inner?.Parameters.Cast<SqliteParameter>().ToArray() ?? [];
            GiveBackInner();
            _inner = connection.Store.Take(value ?? string.Empty);
            _inner.Parameters.AddRange(parameters);
        }
    }

    /// <inheritdoc/>
    public override int CommandTimeout { get; set; }

    /// <inheritdoc/>
    public override CommandType CommandType { get; set; } = CommandType.Text;

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => connection;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => Inner.Parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    // Parameters may come before the text.
    private SqliteCommand Inner => _inner ??= connection.Store.Take(string.Empty);

    /// <inheritdoc/>
    public override void Cancel() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    public override int ExecuteNonQuery() => connection.Boundaries.Cross(
        BoundaryKind.Write,
        () =>
        {
            Ready();
            connection.Store.IsStagingChanged |= Inner.CommandText.Contains("[staging]", StringComparison.Ordinal);
            return Inner.ExecuteNonQuery();
        },
        commits: connection.Current is null);

    /// <inheritdoc/>
    public override object? ExecuteScalar() => connection.Boundaries.Cross(
        BoundaryKind.Read,
        () =>
        {
            Ready();
            return Inner.ExecuteScalar();
        });

    /// <summary>Lets the statement go to the next that wants it.</summary>
    internal void GiveBack()
    {
        connection.Remove(this);
        GiveBackInner();
    }

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => connection.Boundaries.Cross(
        BoundaryKind.Read,
        () =>
        {
            Ready();
            return new SimulatedReader(connection, Inner.ExecuteReader(behavior));
        });

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => Inner.CreateParameter();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !connection.Boundaries.IsDead)
        {
            GiveBack();
        }

        base.Dispose(disposing);
    }

    private void Ready()
    {
        if (DbTransaction is SimulatedTransaction transaction)
        {
            transaction.Demand();
        }
        else if (connection.Current is not null)
        {
            throw new ViolationException("A statement runs outside the transaction that is open.");
        }

        Inner.Transaction = connection.Store.Transaction;
    }

    private void GiveBackInner()
    {
        if (_inner is not null)
        {
            connection.Store.Return(_inner);
            _inner = null;
        }
    }
}
