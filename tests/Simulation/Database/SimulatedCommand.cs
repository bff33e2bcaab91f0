using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SsdClr.Simulation.Database;

/// <summary>A command of the program: the prepared statements of its text, for as long as it lasts.</summary>
internal sealed class SimulatedCommand(SimulatedConnection connection) : DbCommand
{
    private readonly SimulatedParameters _parameters = new();
    private PreparedText? _text;

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => _text?.Sql ?? string.Empty;
        set
        {
            connection.Boundaries.Check();
            GiveBackText();

            // Parameters may come before the text.
            _text = string.IsNullOrEmpty(value) ? null : connection.Store.Take(value);
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
    protected override DbParameterCollection DbParameterCollection => _parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    private PreparedText Text => _text ?? throw new InvalidOperationException("The command has no text.");

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
            connection.Store.IsStagingChanged |= Text.NamesStaging;
            var rows = 0;
            foreach (var statement in Text.Statements)
            {
                statement.Bind(_parameters);
                rows += statement.Run();
            }

            return rows;
        },
        commits: connection.Current is null);

    /// <inheritdoc/>
    public override object? ExecuteScalar() => throw new NotSupportedException();

    /// <summary>Lets the statement go to the next that wants it.</summary>
    internal void GiveBack()
    {
        connection.Remove(this);
        GiveBackText();
    }

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => connection.Boundaries.Cross(
        BoundaryKind.Read,
        () =>
        {
            Ready();
            return new SimulatedReader(connection, new SimulatedRows(Text, _parameters));
        });

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new SimulatedParameter();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !connection.Boundaries.IsDead)
        {
            GiveBack();
        }

        base.Dispose(disposing);
    }

    // A transaction may be over without the program's knowledge: the database gave it up.
    private void Ready() => (DbTransaction as SimulatedTransaction)?.Demand();

    private void GiveBackText()
    {
        if (_text is not null)
        {
            connection.Store.Return(_text);
            _text = null;
        }
    }
}
