using System;
using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>
/// Gathers rows for one statement on csc.staging and writes many of them at a time. On a server each statement costs far more than a row in it.
/// </summary>
/// <remarks>
/// A statement takes 1, 2, 4 ... <see cref="MostRows"/> rows, so that few texts of it exist: SQL Server keeps a plan for each text, and takes
/// at most 2,100 parameters. The commands and the room for the rows serve one transaction after another.
/// </remarks>
internal sealed class StagingBatch : IDisposable
{
    /// <summary>The most rows in a statement. More gain little on a server, and SQLite looks up each parameter by its name among all.</summary>
    internal const int MostRows = 1 << MostRowsAsPower;

    private const int MostRowsAsPower = 5;

    private readonly DbConnection _connection;
    private readonly int _receiverId;
    private readonly RowsStatement _statement;
    private readonly StagingColumn[] _columns;
    private readonly object?[] _values;
    private readonly DbCommand?[] _commands = new DbCommand?[MostRowsAsPower + 1];
    private int _rows;
    private int _column;
    private DbTransaction? _transaction;
    private DateTime _now;

    /// <param name="connection">An open connection.</param>
    /// <param name="receiverId">The receiver whose rows are written: @receiver_id.</param>
    /// <param name="statement">The statement.</param>
    internal StagingBatch(DbConnection connection, int receiverId, RowsStatement statement)
    {
        _connection = connection;
        _receiverId = receiverId;
        _statement = statement;
        _columns = statement.Columns;
        _values = new object?[MostRows * _columns.Length];
    }

    /// <summary>Writes within this transaction from now on.</summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="now">The moment written, @now, in UTC.</param>
    internal void Begin(DbTransaction transaction, DateTime now)
    {
        _transaction = transaction;
        _now = now;
    }

    /// <summary>True where there is room for no more rows until <see cref="Write()"/>.</summary>
    internal bool IsFull => _rows == MostRows;

    /// <summary>Starts on a row; its values follow by <see cref="Put"/>, in the order of the columns. Writes the rows before it where there is room for no more.</summary>
    internal void StartRow()
    {
        if (IsFull)
        {
            Write();
        }

        _column = _rows * _columns.Length;
        _rows++;
    }

    /// <summary>Gives the next value of the row; null becomes NULL.</summary>
    internal void Put(object? value) => _values[_column++] = value;

    /// <summary>Writes the rows gathered.</summary>
    internal void Write()
    {
        int row = 0;
        for (int power = MostRowsAsPower; power >= 0; power--)
        {
            int rows = 1 << power;
            if ((_rows & rows) != 0)
            {
                Write(power, row);
                row += rows;
            }
        }

        Array.Clear(_values, 0, _rows * _columns.Length);
        _rows = 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (DbCommand? command in _commands)
        {
            command?.Dispose();
        }
    }

    private void Write(int power, int firstRow)
    {
        if (_commands[power] is not { } command)
        {
            command = Command(1 << power);
            command.Transaction = _transaction;

            // Otherwise a server reads the long text anew each time. The context connection ignores this; SQLite keeps its statements anyway.
            command.Prepare();
            _commands[power] = command;
        }

        command.Transaction = _transaction;
        command.Parameters["@now"].Set(_now);
        int first = firstRow * _columns.Length;
        int values = _columns.Length << power;
        for (int index = 0; index < values; index++)
        {
            command.Parameters[index].Set(_values[first + index]);
        }

        command.Execute();
    }

    private DbCommand Command(int rows)
    {
        DbCommand command = _connection.Command(_statement.Text(rows));
        for (int row = 0; row < rows; row++)
        {
            string number = InvariantText.Of(row);
            foreach (StagingColumn column in _columns)
            {
                column.AddTo(command, number);
            }
        }

        command.AddInteger("@receiver_id", _receiverId);
        command.AddMoment("@now", null);
        return command;
    }
}
