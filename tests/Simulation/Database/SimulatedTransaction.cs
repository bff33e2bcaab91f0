using System.Data;
using System.Data.Common;

namespace SsdClr.Simulation.Database;

/// <summary>A transaction of the program.</summary>
internal sealed class SimulatedTransaction(SimulatedConnection connection) : DbTransaction
{
    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel => IsolationLevel.Serializable;

    /// <inheritdoc/>
    protected override DbConnection DbConnection => connection;

    /// <inheritdoc/>
    public override void Commit() => connection.Boundaries.Cross(
        BoundaryKind.Commit,
        () =>
        {
            Demand();
            connection.Store.Commit();
            connection.Current = null;
            return true;
        },
        commits: true);

    /// <inheritdoc/>
    public override void Rollback()
    {
        connection.Boundaries.Check();
        Demand();
        connection.Store.RollBack();
        connection.Current = null;
    }

    /// <summary>Throws where this transaction is over.</summary>
    internal void Demand()
    {
        if (connection.Current != this)
        {
            throw new InvalidOperationException("This transaction is over.");
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Of a program that was killed no finally block has an effect: the database rolls back by itself.
        if (disposing && !connection.Boundaries.IsDead && connection.Current == this)
        {
            connection.Store.RollBack();
            connection.Current = null;
        }

        base.Dispose(disposing);
    }
}
