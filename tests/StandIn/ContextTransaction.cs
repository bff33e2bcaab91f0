using System.Data;
using System.Data.Common;

namespace SsdClr.StandIn;

/// <summary>The one transaction of a <see cref="ContextConnection"/>.</summary>
internal sealed class ContextTransaction : DbTransaction
{
    private readonly ContextConnection _connection;
    private readonly DbTransaction _sqlite;

    internal ContextTransaction(ContextConnection connection, DbTransaction sqlite)
    {
        _connection = connection;
        _sqlite = sqlite;
    }

    /// <inheritdoc/>
    public override IsolationLevel IsolationLevel => IsolationLevel.ReadCommitted;

    /// <summary>The transaction beneath.</summary>
    internal DbTransaction Sqlite => _sqlite;

    /// <inheritdoc/>
    protected override DbConnection DbConnection => _connection;

    /// <inheritdoc/>
    public override void Commit()
    {
        Demand();
        _sqlite.Commit();
        _connection.End(isCommitted: true);
    }

    /// <inheritdoc/>
    public override void Rollback()
    {
        Demand();
        _sqlite.Rollback();
        _connection.End(isCommitted: false);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (_connection.Transaction == this)
            {
                _connection.End(isCommitted: false);
            }

            _sqlite.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Demand()
    {
        _connection.DemandNoReader();
        if (_connection.Transaction != this)
        {
            throw _connection.Refuse("This SqlTransaction has completed; it is no longer usable.");
        }
    }
}
