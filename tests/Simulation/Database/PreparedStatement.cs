using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Data.Sqlite;

namespace SsdClr.Simulation.Database;

/// <summary>One statement, prepared for good. Values are what Microsoft.Data.Sqlite makes of them.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly nint _database;
    private readonly nint _statement;
    private readonly string[] _parameters;
    private readonly bool _writes;
    private byte[] _buffer = new byte[512];

    private PreparedStatement(nint database, nint statement)
    {
        _database = database;
        _statement = statement;
        _writes = NativeSqlite.IsReadOnly(statement) == 0;
        Columns = NativeSqlite.ColumnCount(statement);
        _parameters = new string[NativeSqlite.ParameterCount(statement)];
        for (var index = 0; index < _parameters.Length; index++)
        {
            _parameters[index] = Marshal.PtrToStringUTF8(NativeSqlite.ParameterName(statement, index + 1))!;
        }
    }

    /// <summary>Columns of its result; 0 where it has none.</summary>
    internal int Columns { get; }

    /// <summary>Prepares each statement of a text.</summary>
    internal static List<PreparedStatement> PrepareAll(nint database, string sql)
    {
        var statements = new List<PreparedStatement>();
        var text = Encoding.UTF8.GetBytes(sql + "\0");
        var pinned = GCHandle.Alloc(text, GCHandleType.Pinned);
        try
        {
            var start = pinned.AddrOfPinnedObject();
            var position = 0;
            while (position < text.Length - 1)
            {
                Demand(database, NativeSqlite.Prepare(database, ref text[position], text.Length - position, out var statement, out var tail));
                position = (int)(tail - start);
                if (statement != 0)
                {
                    statements.Add(new PreparedStatement(database, statement));
                }
            }
        }
        finally
        {
            pinned.Free();
        }

        return statements;
    }

    /// <summary>Binds every parameter.</summary>
    /// <param name="values">Names and values; usually in the order in which the text has them.</param>
    internal void Bind(SimulatedParameters values)
    {
        for (var index = 0; index < _parameters.Length; index++)
        {
            Bind(index, values.ValueOf(_parameters[index], probably: index));
        }
    }

    /// <summary>Binds every parameter; they are called @0, @1 and so on.</summary>
    internal void Bind(object?[] values)
    {
        for (var index = 0; index < _parameters.Length; index++)
        {
            Bind(index, values[int.Parse(_parameters[index].AsSpan(1), CultureInfo.InvariantCulture)]);
        }
    }

    /// <summary>Goes to the next row; false when there is none.</summary>
    internal bool Step()
    {
        var result = NativeSqlite.Step(_statement);
        if (result is NativeSqlite.Row or NativeSqlite.Done)
        {
            return result == NativeSqlite.Row;
        }

        var exception = Exception(_database, result);
        Reset();
        throw exception;
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>Rows written.</returns>
    internal int Run()
    {
        while (Step())
        {
        }

        var changes = _writes ? NativeSqlite.Changes(_database) : 0;
        Reset();
        return changes;
    }

    /// <summary>Makes an end of it, however far it is.</summary>
    internal void Reset() => _ = NativeSqlite.Reset(_statement);

    internal string Name(int column) => Marshal.PtrToStringUTF8(NativeSqlite.ColumnName(_statement, column))!;

    /// <summary>The declared type of the column behind a result's; empty for an expression.</summary>
    internal string Declaration(int column) => Marshal.PtrToStringUTF8(NativeSqlite.ColumnDeclaration(_statement, column)) ?? string.Empty;

    internal bool IsNull(int column) => NativeSqlite.ColumnType(_statement, column) is not (NativeSqlite.Integer or NativeSqlite.Float or NativeSqlite.Text or NativeSqlite.Blob);

    internal long Integer(int column) => NativeSqlite.ColumnInteger(_statement, column);

    internal string Text(int column)
    {
        var text = NativeSqlite.ColumnText(_statement, column);
        return text == 0
            ? throw new InvalidOperationException("The value is NULL.")
            : Marshal.PtrToStringUTF8(text, NativeSqlite.ColumnBytes(_statement, column));
    }

    /// <summary>The value as the database stores it; null for NULL.</summary>
    internal object? Value(int column) => NativeSqlite.ColumnType(_statement, column) switch
    {
        NativeSqlite.Integer => Integer(column),
        NativeSqlite.Float => NativeSqlite.ColumnFloat(_statement, column),
        NativeSqlite.Text => Text(column),
        NativeSqlite.Blob => Bytes(column),
        _ => null,
    };

    /// <inheritdoc/>
    public void Dispose() => _ = NativeSqlite.Release(_statement);

    private static void Demand(nint database, int result)
    {
        if (result != NativeSqlite.Ok)
        {
            throw Exception(database, result);
        }
    }

    private static SqliteException Exception(nint database, int result) => new(Marshal.PtrToStringUTF8(NativeSqlite.Message(database)), result);

    private byte[] Bytes(int column)
    {
        var bytes = new byte[NativeSqlite.ColumnBytes(_statement, column)];
        if (bytes.Length > 0)
        {
            Marshal.Copy(NativeSqlite.ColumnBlob(_statement, column), bytes, 0, bytes.Length);
        }

        return bytes;
    }

    private void Bind(int index, object? value) => Demand(_database, value switch
    {
        null or DBNull => NativeSqlite.BindNull(_statement, index + 1),
        string text => BindText(index + 1, text),
        int number => NativeSqlite.BindInteger(_statement, index + 1, number),
        long number => NativeSqlite.BindInteger(_statement, index + 1, number),
        bool flag => NativeSqlite.BindInteger(_statement, index + 1, flag ? 1 : 0),
        byte[] { Length: > 0 } bytes => NativeSqlite.BindBlob(_statement, index + 1, ref bytes[0], bytes.Length, NativeSqlite.Transient),
        _ => throw new NotSupportedException($"A parameter of type {value.GetType()}."),
    });

    private int BindText(int index, string text)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest > _buffer.Length)
        {
            _buffer = new byte[longest];
        }

        return NativeSqlite.BindText(_statement, index, ref _buffer[0], Encoding.UTF8.GetBytes(text, _buffer), NativeSqlite.Transient);
    }
}
