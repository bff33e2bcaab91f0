using System.Collections;
using System.Data.Common;

namespace SsdClr.Simulation.Database;

/// <summary>Result sets as SQLite gives them; the stand-in makes SQL Server's types of the values.</summary>
internal sealed class SimulatedReader : DbDataReader
{
    private readonly SimulatedConnection _connection;
    private readonly SimulatedRows _inner;

    internal SimulatedReader(SimulatedConnection connection, SimulatedRows inner)
    {
        _connection = connection;
        _inner = inner;
        connection.Add(this);
    }

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <inheritdoc/>
    public override int FieldCount => _inner.Current.Columns;

    /// <inheritdoc/>
    public override bool HasRows => throw new NotSupportedException();

    /// <inheritdoc/>
    public override bool IsClosed => _inner.IsDisposed;

    /// <inheritdoc/>
    public override int RecordsAffected => -1;

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => throw new NotSupportedException();

    /// <inheritdoc/>
    public override bool NextResult() => _connection.Boundaries.Cross(BoundaryKind.Read, _inner.NextResult);

    /// <inheritdoc/>
    public override bool Read()
    {
        _connection.Boundaries.Check();
        return _inner.Read();
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override char GetChar(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override string GetDataTypeName(int ordinal) => _inner.Current.Declaration(ordinal);

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override double GetDouble(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override Type GetFieldType(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override float GetFloat(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override int GetInt32(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long GetInt64(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override string GetName(int ordinal) => _inner.Current.Name(ordinal);

    /// <inheritdoc/>
    public override int GetOrdinal(string name) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override string GetString(int ordinal) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override object GetValue(int ordinal) => _inner.Current.Value(ordinal) ?? DBNull.Value;

    /// <inheritdoc/>
    public override int GetValues(object[] values) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override bool IsDBNull(int ordinal) => _inner.Current.IsNull(ordinal);

    /// <summary>Closes what is beneath, whether the program is alive or not.</summary>
    internal void CloseInner()
    {
        _connection.Remove(this);
        _inner.Dispose();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && !_connection.Boundaries.IsDead)
        {
            CloseInner();
        }

        base.Dispose(disposing);
    }
}
