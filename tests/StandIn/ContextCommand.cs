using System;
using System.Collections.Generic;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SsdClr.StandIn;

/// <summary>A command of a <see cref="ContextConnection"/>. Its CommandTimeout has no effect, as on the context connection.</summary>
internal sealed class ContextCommand : DbCommand
{
    // sp_executesql takes 2,100 parameters, two of which are its own.
    private const int MostParameters = 2098;

    private readonly ContextConnection _connection;
    private readonly DbCommand _sqlite;
    private readonly ContextParameters _parameters = new();
    private readonly List<DbParameter> _sqliteParameters = new();

    internal ContextCommand(ContextConnection connection)
    {
        _connection = connection;
        _sqlite = connection.SqliteCommand();
    }

    /// <inheritdoc/>
    [AllowNull]
    public override string CommandText
    {
        get => _sqlite.CommandText;
#pragma warning disable CA2100 // The program's own text, handed on.
        set => _sqlite.CommandText = value;
#pragma warning restore CA2100
    }

    /// <inheritdoc/>
    public override int CommandTimeout { get; set; } = 30;

    /// <inheritdoc/>
    public override CommandType CommandType { get; set; } = CommandType.Text;

    /// <inheritdoc/>
    public override bool DesignTimeVisible { get; set; }

    /// <inheritdoc/>
    public override UpdateRowSource UpdatedRowSource { get; set; }

    /// <inheritdoc/>
    protected override DbConnection? DbConnection
    {
        get => _connection;
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    protected override DbParameterCollection DbParameterCollection => _parameters;

    /// <inheritdoc/>
    protected override DbTransaction? DbTransaction { get; set; }

    /// <inheritdoc/>
    public override void Cancel() => throw new NotSupportedException();

    /// <summary>Does nothing: .NET Framework's SqlCommand returns at once where it runs on the context connection.</summary>
    public override void Prepare()
    {
    }

    /// <inheritdoc/>
    public override int ExecuteNonQuery()
    {
        Ready();
        int rows = _sqlite.ExecuteNonQuery();
        return _connection.NoCount ? -1 : rows;
    }

    /// <inheritdoc/>
    public override object? ExecuteScalar()
    {
        using DbDataReader reader = ExecuteDbDataReader(CommandBehavior.Default);
        return reader.Read() ? reader.GetValue(0) : null;
    }

    /// <inheritdoc/>
    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        Ready();
        return new ContextReader(_connection, _sqlite.ExecuteReader(), CommandText);
    }

    /// <inheritdoc/>
    protected override DbParameter CreateDbParameter() => new ContextParameter();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _sqlite.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Ready()
    {
        _connection.DemandNoReader();
        if (DbTransaction is null && _connection.Transaction is not null)
        {
            throw _connection.Refuse(
                "ExecuteReader requires the command to have a transaction when the connection assigned to the command is in a pending local transaction. "
                + "The Transaction property of the command has not been initialized.");
        }

        if (DbTransaction is not null && DbTransaction != _connection.Transaction)
        {
            throw _connection.Refuse("The transaction is either not associated with the current connection or has been completed.");
        }

        if (_parameters.Count > MostParameters)
        {
            throw _connection.Refuse("The incoming request has too many parameters. The server supports a maximum of 2100 parameters.");
        }

        Bind();
        if (_connection.Declarations.ConvertingKeys.Count > 0)
        {
            KeyComparison.Check(CommandText, _parameters, _connection.Declarations.ConvertingKeys, _connection.Declarations.KindOf);
        }

        _sqlite.Transaction = (DbTransaction as ContextTransaction)?.Sqlite;
        _connection.StartStatement();
    }

    private void Bind()
    {
        if (_sqliteParameters.Count > _parameters.Count)
        {
            _sqlite.Parameters.Clear();
            _sqliteParameters.Clear();
        }

        for (int index = 0; index < _parameters.Count; index++)
        {
            ContextParameter parameter = _parameters.All[index];
            object value = parameter.Checked(out string? fault);
            if (fault is not null)
            {
                throw _connection.Refuse("There is a parameter " + parameter.ParameterName + " " + fault + ".");
            }

            if (index == _sqliteParameters.Count)
            {
                DbParameter added = _sqlite.CreateParameter();
                _sqliteParameters.Add(added);
                _sqlite.Parameters.Add(added);
            }

            _sqliteParameters[index].ParameterName = parameter.ParameterName;
            _sqliteParameters[index].Value = value;
        }
    }
}
