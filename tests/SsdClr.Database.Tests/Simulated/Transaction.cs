namespace SsdClr.Database.Tests.Simulated;

/// <summary>The transaction of a session: SQL Server counts BEGIN, and only the last COMMIT commits.</summary>
/// <param name="server">Whose changes it holds.</param>
internal sealed class Transaction(SimulatedServer server)
{
    private bool _isDoomed;

    /// <summary>@@TRANCOUNT.</summary>
    public long Count { get; private set; }

    /// <summary>XACT_STATE().</summary>
    public long State => _isDoomed ? -1 : Math.Sign(Count);

    public void Begin()
    {
        if (Count++ == 0)
        {
            server.Execute("BEGIN");
        }
    }

    public void Commit()
    {
        SqlFault.If(Count == 0, 3902, "COMMIT without BEGIN TRANSACTION");
        SqlFault.If(_isDoomed, 3930, "The current transaction cannot be committed");
        if (--Count == 0)
        {
            server.Execute("COMMIT");
        }
    }

    public void Rollback()
    {
        if (Count > 0)
        {
            server.Execute("ROLLBACK");
        }

        (Count, _isDoomed) = (0, false);
    }

    /// <summary>After an error that was caught under XACT_ABORT, only ROLLBACK is left.</summary>
    public void Doom() => _isDoomed = Count > 0;
}
