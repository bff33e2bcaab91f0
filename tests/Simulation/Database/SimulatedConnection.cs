using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SsdClr.Simulation.Database;

/// <summary>The store, reached over boundaries. A program sees it through the stand-in for the context connection.</summary>
internal sealed class SimulatedConnection : DbConnection
{
    private readonly List<SimulatedReader> _readers = [];
    private readonly List<SimulatedCommand> _commands = [];

    internal SimulatedConnection(Store store, Boundaries boundaries)
    {
        Store = store;
        Boundaries = boundaries;
        boundaries.OnFailure = GiveUp;
    }

    internal Store Store { get; }

    internal Boundaries Boundaries { get; }

    /// <summary>The transaction of the program; null while there is none.</summary>
    internal SimulatedTransaction? Current { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string ConnectionString { get; set; } = string.Empty;

    /// <inheritdoc/>
    public override string Database => "main";

    /// <inheritdoc/>
    public override string DataSource => "simulation";

    /// <inheritdoc/>
    public override string ServerVersion => Store.Database.Connection.ServerVersion;

    /// <inheritdoc/>
    public override ConnectionState State => ConnectionState.Open;

    /// <summary>Ends the program's session: the database closes what it left open and rolls back.</summary>
    internal void End()
    {
        foreach (var reader in _readers.ToArray())
        {
            reader.CloseInner();
        }

        foreach (var command in _commands.ToArray())
        {
            command.GiveBack();
        }

        GiveUp();
    }

    internal void Add(SimulatedReader reader) => _readers.Add(reader);

    internal void Remove(SimulatedReader reader) => _readers.Remove(reader);

    internal void Remove(SimulatedCommand command) => _commands.Remove(command);

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Close() => throw new NotSupportedException("The caller's connection stays open.");

    /// <inheritdoc/>
    public override void Open() => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        return Boundaries.Cross(BoundaryKind.Begin, () =>
        {
            Store.Begin();
            return Current = new SimulatedTransaction(this);
        });
    }

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand()
    {
        Boundaries.Check();
        var command = new SimulatedCommand(this);
        _commands.Add(command);
        return command;
    }

    private void GiveUp()
    {
        foreach (var reader in _readers.ToArray())
        {
            reader.CloseInner();
        }

        Store.RollBack();
        Current = null;
    }
}
