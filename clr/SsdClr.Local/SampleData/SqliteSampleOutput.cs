using Microsoft.Data.Sqlite;
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
        _writers = tables.ToDictionary(table => table, table => new TableWriter(table, transaction));
    }

    /// <summary>Begins the transaction; with <paramref name="replace"/> the SSD tables are emptied first, else rows are added.</summary>
    public static SqliteSampleOutput Begin(LocalDatabase database, bool replace)
    {
        var tables = database.SsdTables();
        var transaction = database.BeginWrite();
        if (replace)
        {
            foreach (var table in tables)
            {
                using var command = database.Connection.CreateCommand();
                command.Transaction = transaction;
                command.CommandText = $"DELETE FROM [dbo].[{table.Name}]";
                command.ExecuteNonQuery();
            }
        }

        return new SqliteSampleOutput(tables, transaction);
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
}
