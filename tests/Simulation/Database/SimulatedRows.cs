namespace SsdClr.Simulation.Database;

/// <summary>The result sets of a text, one after the other, as SQLite gives them.</summary>
internal sealed class SimulatedRows : IDisposable
{
    private readonly PreparedText _text;
    private readonly SimulatedParameters _parameters;
    private int _set = -1;
    private bool _isFirstRead;
    private bool _hasRow;

    internal SimulatedRows(PreparedText text, SimulatedParameters parameters)
    {
        _text = text;
        _parameters = parameters;
        if (!NextResult())
        {
            throw new InvalidOperationException("The text has no result set.");
        }
    }

    /// <summary>The statement whose rows are read.</summary>
    internal PreparedStatement Current => _text.Statements[_set];

    /// <summary>It is over.</summary>
    internal bool IsDisposed { get; private set; }

    /// <summary>Goes to the next result set. As with Microsoft.Data.Sqlite its statement begins at once.</summary>
    internal bool NextResult()
    {
        if (_set >= 0)
        {
            Current.Reset();
        }

        while (++_set < _text.Statements.Count)
        {
            Current.Bind(_parameters);
            if (Current.Columns > 0)
            {
                _hasRow = Current.Step();
                _isFirstRead = true;
                return true;
            }

            Current.Run();
        }

        _set--;
        return false;
    }

    /// <summary>Goes to the next row.</summary>
    internal bool Read()
    {
        if (_isFirstRead)
        {
            _isFirstRead = false;
        }
        else if (_hasRow)
        {
            _hasRow = Current.Step();
        }

        return _hasRow;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        IsDisposed = true;
        _text.Reset();
    }
}
