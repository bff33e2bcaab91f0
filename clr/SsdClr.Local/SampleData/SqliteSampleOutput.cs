using Microsoft.Data.Sqlite;
using SsdClr.Data;
using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData;

/// <summary>Sample rows into a local database, in one transaction.</summary>
internal sealed class SqliteSampleOutput : SampleOutput
{
    private readonly SqliteTransaction _transaction;
    private readonly Dictionary<SsdTable, TableWriter> _writers;

    private SqliteSampleOutput(IReadOnlyList<SsdTable> tables, SqliteTransaction transaction)
        : base(tables)
    {
        _transaction = transaction;
        _writers = tables.ToDictionary(table => table, table => TableWriter.Prepare(table, transaction));
    }

    /// <summary>Begins the transaction; with <paramref name="replace"/> the SSD tables are emptied first, else rows are added.</summary>
    public static SqliteSampleOutput Begin(LocalDatabase database, bool replace)
    {
        var tables = database.SsdTables();
        var transaction = database.BeginWrite();
        var output = new SqliteSampleOutput(tables, transaction);
        if (replace)
        {
            database.MarkSample(isSample: true);
            foreach (var table in tables)
            {
                output.Execute($"DELETE FROM [dbo].[{table.Name}]");
            }
        }

        return output;
    }

    /// <summary>Runs a statement in the transaction.</summary>
    public void Execute(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        command.Execute();
    }

    /// <summary>The first value a query in the transaction gives; null or DBNull when there is none.</summary>
    public object? Scalar(string sql, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var command = Command(sql, parameters);
        return command.ExecuteScalar();
    }

    /// <summary>The first column of a query in the transaction.</summary>
    public List<string> Strings(string sql)
    {
        using var command = Command(sql, []);
        using var reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    /// <inheritdoc/>
    public override void Complete() => _transaction.Commit();

    /// <inheritdoc/>
    public override void Dispose()
    {
        foreach (var writer in _writers.Values)
        {
            writer.Dispose();
        }

        _transaction.Dispose();
    }

    /// <inheritdoc/>
    protected override void WriteRow(SsdTable table, object?[] values) => _writers[table].Write(values);

    private SqliteCommand Command(string sql, ReadOnlySpan<(string Name, object Value)> parameters)
    {
        var command = _transaction.Connection!.CreateCommand();
        command.Transaction = _transaction;
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command;
    }
}
