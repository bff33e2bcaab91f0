using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData.Sources;

namespace SsdClr.Local.Server;

/// <summary>
/// Puts the tables of a made-up source system into a test database on a live server. A table of its own beside them says that they are made up: without
/// it, tables of these names are those of a real system, and nothing touches them.
/// </summary>
/// <param name="server">The database.</param>
/// <param name="system">The system.</param>
internal sealed class SourceDatabase(ServerDatabase server, SourceSystem system)
{
    private const string Mark = "ssdclr_made_up";

    /// <summary>Looks at what is there, and refuses where it must not be lost.</summary>
    /// <param name="replace">True where made-up tables may be replaced.</param>
    /// <exception cref="CompanionException">It holds tables of these names.</exception>
    public void Require(bool replace)
    {
        var present = Present();
        if (!present.Contains(Mark) && system.Tables.FirstOrDefault(table => present.Contains(table.Name)) is { } real)
        {
            throw new CompanionException($"{server.Name} has a table {system.Schema}.{real.Name} that this command did not make. It may be a real system: nothing was changed, and --replace does not help. Give a test database.");
        }

        if (present.Contains(Mark) && !replace)
        {
            throw new CompanionException($"{server.Name} already holds made-up tables in schema {system.Schema}. Give another database, or --replace to lose them.");
        }
    }

    /// <summary>Makes the tables anew, in one transaction.</summary>
    /// <param name="source">An SQLite database whose main schema holds the rows.</param>
    /// <param name="progress">Told how far it is, 0 to 1.</param>
    /// <exception cref="CompanionException">The server does not take a row; nothing was changed.</exception>
    public void Replace(SqliteConnection source, IProgress<double> progress)
    {
        var present = Present();
        using var transaction = server.Connection.BeginTransaction();
        if (!HasSchema(transaction))
        {
            Execute($"CREATE SCHEMA [{system.Schema}]", transaction);
        }

        if (!present.Contains(Mark))
        {
            Execute($"CREATE TABLE {Name(Mark)} ([note] nvarchar(100) NOT NULL)", transaction);
            Execute($"INSERT INTO {Name(Mark)} ([note]) VALUES (N'ssdclr sample made the tables of this schema.')", transaction);
        }

        var copy = new TableCopy(source, server.Connection, transaction);
        var done = 0;
        foreach (var table in system.Tables)
        {
            Make(table, present.Contains(table.Name), copy, transaction);
            progress.Report((double)++done / system.Tables.Count);
        }

        transaction.Commit();
    }

    private void Make(SourceTable table, bool isPresent, TableCopy copy, SqlTransaction transaction)
    {
        try
        {
            if (isPresent)
            {
                Execute($"DROP TABLE {Name(table.Name)}", transaction);
            }

            Execute($"CREATE TABLE {Name(table.Name)} ({string.Join(", ", table.Columns.Select(column => $"[{column.Name}] {column.Type} NULL"))})", transaction);
            copy.Copy($"[main].[{table.Name}]", Name(table.Name), [.. table.Columns.Select(column => new CopiedColumn(new SsdColumn(column.Name, column.Type, Required: false, IsKey: false), column.Name, HoldsGuids: false))]);
            foreach (var column in table.Keys)
            {
                Execute($"CREATE INDEX [IX_{table.Name}_{column}] ON {Name(table.Name)} ([{column}])", transaction);
            }
        }
        catch (SqlException exception)
        {
            throw new CompanionException($"{table.Name}: {ServerFault.Describe(exception)} Nothing was changed.");
        }
    }

    private HashSet<string> Present()
    {
        using var command = server.Connection.Command("SELECT [o].[name] FROM [sys].[objects] AS [o] WHERE [o].[schema_id] = SCHEMA_ID(@schema) AND [o].[type] IN (N'U', N'V')");
        command.AddText("@schema", system.Schema);
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
        {
            names.Add(reader.GetString(0));
        }

        return names;
    }

    private bool HasSchema(SqlTransaction transaction)
    {
        using var command = server.Connection.Command("SELECT SCHEMA_ID(@schema)", transaction);
        command.AddText("@schema", system.Schema);
        return command.Scalar() is int;
    }

    private string Name(string table) => $"[{system.Schema}].[{table}]";

    private void Execute(string sql, SqlTransaction transaction)
    {
        using var command = server.Connection.Command(sql, transaction);
        command.Execute();
    }
}
