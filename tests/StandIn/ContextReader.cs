using System;
using System.Collections;
using System.Collections.Generic;
using System.Data.Common;
using System.Data.SqlTypes;

namespace SsdClr.StandIn;

/// <summary>
/// The result sets of a <see cref="ContextCommand"/>. As with SqlDataReader each getter takes columns of its own type and no other, and none takes NULL.
/// </summary>
internal sealed class ContextReader : DbDataReader
{
    private readonly ContextConnection _connection;
    private readonly DbDataReader _sqlite;
    private readonly string _sql;
    private readonly List<SqlType[]> _results;
    private SqlType[]? _types;
    private int _set;
    private int _rows;
    private bool _isClosed;
    private bool _hasRow;

    internal ContextReader(ContextConnection connection, DbDataReader sqlite, string sql)
    {
        _connection = connection;
        _sqlite = sqlite;
        _sql = sql;
        if (!connection.Declarations.Results.TryGetValue(sql, out List<SqlType[]>? results))
        {
            results = new List<SqlType[]>();
            connection.Declarations.Results.Add(sql, results);
        }

        _results = results;
        connection.Reader = this;
    }

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int FieldCount => _sqlite.FieldCount;

    /// <inheritdoc/>
    public override bool HasRows => _sqlite.HasRows;

    /// <inheritdoc/>
    public override bool IsClosed => _isClosed;

    /// <inheritdoc/>
    public override int RecordsAffected => -1;

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <inheritdoc/>
    public override bool Read()
    {
        _hasRow = (_connection.RowCount == 0 || _rows < _connection.RowCount) && _sqlite.Read();
        _rows += _hasRow ? 1 : 0;
        return _hasRow;
    }

    /// <inheritdoc/>
    public override bool NextResult()
    {
        _set++;
        _rows = 0;
        _hasRow = false;
        _types = null;
        return _sqlite.NextResult();
    }

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal)
    {
        DemandRow();
        return _sqlite.IsDBNull(ordinal);
    }

    /// <inheritdoc/>
    public override object GetValue(int ordinal)
    {
        DemandRow();
        object value = _sqlite.GetValue(ordinal);
        return value is DBNull ? value : Types()[ordinal].Convert(value);
    }

    /// <inheritdoc/>
    public override int GetValues(object[] values)
    {
        int count = Math.Min(values.Length, FieldCount);
        for (int ordinal = 0; ordinal < count; ordinal++)
        {
            values[ordinal] = GetValue(ordinal);
        }

        return count;
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => Typed<bool>(ordinal);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => Typed<byte>(ordinal);

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => Typed<DateTime>(ordinal);

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => Typed<decimal>(ordinal);

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => Typed<double>(ordinal);

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => Typed<float>(ordinal);

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => Typed<Guid>(ordinal);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => Typed<short>(ordinal);

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => Typed<int>(ordinal);

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => Typed<long>(ordinal);

    /// <inheritdoc/>
    public override string GetString(int ordinal) => Typed<string>(ordinal);

    /// <inheritdoc/>
    public override string GetName(int ordinal) => _sqlite.GetName(ordinal);

    /// <inheritdoc/>
    public override int GetOrdinal(string name) => _sqlite.GetOrdinal(name);

    /// <inheritdoc/>
    public override string GetDataTypeName(int ordinal)
    {
        string declaration = _sqlite.GetDataTypeName(ordinal);
        int bracket = declaration.IndexOf('(');
        return (bracket < 0 ? declaration : declaration.Substring(0, bracket)).Trim().ToLowerInvariant();
    }

    /// <inheritdoc/>
    public override Type GetFieldType(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Close()
    {
        if (!_isClosed)
        {
            _isClosed = true;
            _connection.Reader = null;
            _sqlite.Dispose();
        }
    }

    private void DemandRow()
    {
        if (!_hasRow)
        {
            throw _connection.Refuse("Invalid attempt to read when no data is present.");
        }
    }

    private T Typed<T>(int ordinal) => GetValue(ordinal) switch
    {
        T value => value,
        DBNull => throw new SqlNullValueException(),
        object other => throw new InvalidCastException("Column " + GetName(ordinal) + " gives " + other.GetType().Name + ", which is no " + typeof(T).Name + "."),
        _ => throw new SqlNullValueException(),
    };

    // Found out once for each text: providers take their time over names and types.
    private SqlType[] Types()
    {
        if (_types is not null)
        {
            return _types;
        }

        while (_results.Count <= _set)
        {
            _results.Add([]);
        }

        if (_results[_set].Length == 0)
        {
            var types = new SqlType[FieldCount];
            for (int ordinal = 0; ordinal < types.Length; ordinal++)
            {
                types[ordinal] = _connection.Declarations.TypeOf(_sqlite.GetDataTypeName(ordinal), _sqlite.GetName(ordinal), _sql);
            }

            _results[_set] = types;
        }

        return _types = _results[_set];
    }
}
