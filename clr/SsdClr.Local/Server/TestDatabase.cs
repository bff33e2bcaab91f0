using System.Globalization;
using Microsoft.Data.SqlClient;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Local.Database;

namespace SsdClr.Local.Server;

/// <summary>
/// Fills the SSD tables of a test database on a live server with those of an SQLite database, by bulk copy and in one transaction. It names the
/// database and what is in it first, and refuses one whose tables hold rows unless they may be replaced, or from which children were submitted.
/// </summary>
/// <param name="server">The database to fill.</param>
/// <param name="note">Told what is there before anything is changed.</param>
internal sealed class TestDatabase(ServerDatabase server, Action<string> note)
{
    // The schema of setting ssd_schema; one of another database is that database's to connect to.
    private readonly string _schema = SchemaOf(server);

    /// <summary>Looks at what is there, says it, and refuses where it must not be lost.</summary>
    /// <param name="replace">True where the rows of the tables may be replaced.</param>
    /// <param name="confirmed">The database's name, as a person repeated it; null where nobody did.</param>
    /// <returns>The tables that hold rows.</returns>
    /// <exception cref="CompanionException">It holds rows, or it is no test database.</exception>
    public IReadOnlyList<string> Require(bool replace, string? confirmed)
    {
        var held = new List<TableRows>();
        foreach (var table in Present().Order(StringComparer.Ordinal))
        {
            using var command = server.Connection.Command($"SELECT COUNT_BIG(*) FROM {_schema}.[{table}]");
            held.Add(new TableRows(table, Convert.ToInt64(command.Scalar(), CultureInfo.InvariantCulture)));
        }

        var filled = held.Where(table => table.Rows > 0).ToList();
        var rows = filled.Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Table} {table.Rows:N0}"));
        note($"{server.Name}, schema {_schema}: {(filled.Count == 0 ? "no ssd_ table holds a row" : string.Join(", ", rows))}.");
        RefuseWhereChildrenWereSubmitted();
        if (filled.Count > 0)
        {
            using var name = server.Connection.Command("SELECT DB_NAME()");
            if (Objection(server.Name, (string)name.Scalar()!, server.HoldsSubmission, replace, confirmed) is { } objection)
            {
                throw new CompanionException(objection);
            }
        }

        return [.. filled.Select(table => table.Table)];
    }

    /// <summary>Why rows may not be replaced; null where they may. The schema csc, which shows whether children were submitted, may be in another database.</summary>
    /// <param name="server">The database and its server, for messages.</param>
    /// <param name="database">The database's name.</param>
    /// <param name="holdsSubmission">True where the schema csc is in it, and no child was submitted.</param>
    /// <param name="replace">True where the rows of the tables may be replaced.</param>
    /// <param name="confirmed">The database's name, as a person repeated it.</param>
    internal static string? Objection(string server, string database, bool holdsSubmission, bool replace, string? confirmed) =>
        !replace ? $"{server} already holds SSD data. This command is for test databases: give another one, or --replace to lose what is there."
        : holdsSubmission || string.Equals(confirmed, database, StringComparison.OrdinalIgnoreCase) ? null
        : $"{server} has no schema csc, which would show whether children are submitted from its tables. If it is a test database, add --confirm-database \"{database}\".";

    /// <summary>Replaces the rows of tables by those of an SQLite database; tables that are absent are made first.</summary>
    /// <param name="source">Where the rows are.</param>
    /// <param name="tables">Names of the tables to replace.</param>
    /// <param name="progress">Told how far it is, 0 to 1.</param>
    /// <exception cref="CompanionException">A table lacks a column, or does not take a row; nothing was changed.</exception>
    public void Replace(LocalDatabase source, IReadOnlyCollection<string> tables, IProgress<double> progress)
    {
        var present = Present();
        var statements = SsdDeclarations.In(_schema);
        using var transaction = server.Connection.BeginTransaction();
        foreach (var table in tables.Where(table => !present.Contains(table)))
        {
            using var create = server.Connection.Command(statements[table], transaction);
            create.Execute();
        }

        var done = 0;
        foreach (var table in source.SsdTables().Where(table => tables.Contains(table.Name)))
        {
            using (var delete = server.Connection.Command($"DELETE FROM {_schema}.[{table.Name}]", transaction))
            {
                delete.Execute();
            }

            Copy(source, table, transaction);
            progress.Report((double)++done / tables.Count);
        }

        transaction.Commit();
    }

    private void Copy(LocalDatabase source, SsdTable table, SqlTransaction transaction)
    {
        var columns = Columns(table, transaction);
        try
        {
            new TableCopy(source.Connection, server.Connection, transaction).Copy($"[dbo].[{table.Name}]", $"{_schema}.[{table.Name}]", columns);
        }
        catch (InvalidOperationException)
        {
            // Its message quotes the value that does not fit.
            throw new CompanionException($"{table.Name} on the server does not take a value of these rows: its columns are narrower than the SSD declares, or of another type. 'ssdclr data-quality --connection' names them. Nothing was changed.");
        }
        catch (SqlException exception)
        {
            throw new CompanionException($"{table.Name}: {ServerFault.Describe(exception)} Nothing was changed.");
        }
    }

    /// <summary>The columns as they are on the server, which may be case-sensitive about their names.</summary>
    private List<CopiedColumn> Columns(SsdTable table, SqlTransaction transaction)
    {
        var found = new Dictionary<string, (string Name, bool HoldsGuids)>(StringComparer.OrdinalIgnoreCase);
        using (var command = server.Connection.Command(
            "SELECT [c].[name], TYPE_NAME([c].[system_type_id]) FROM [sys].[columns] AS [c] WHERE [c].[object_id] = OBJECT_ID(@table)", transaction))
        {
            command.AddText("@table", $"{_schema}.[{table.Name}]");
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                found[reader.GetString(0)] = (reader.GetString(0), reader.GetString(1) == "uniqueidentifier");
            }
        }

        var absent = table.Columns.Where(column => !found.ContainsKey(column.Name)).Select(column => column.Name).ToList();
        return absent.Count == 0
            ? [.. table.Columns.Select(column => new CopiedColumn(column, found[column.Name].Name, found[column.Name].HoldsGuids))]
            : throw new CompanionException($"{table.Name} on the server lacks {string.Join(", ", absent)}. Drop the table, so that it is made anew, or add the columns. Nothing was changed.");
    }

    private HashSet<string> Present()
    {
        using var command = server.Connection.Command("SELECT [o].[name] FROM [sys].[objects] AS [o] WHERE [o].[schema_id] = SCHEMA_ID(@schema) AND [o].[type] = N'U'");
        command.AddText("@schema", Unbracketed(_schema));
        using var reader = command.ExecuteReader();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        while (reader.Read())
        {
            if (reader.GetString(0).StartsWith("ssd_", StringComparison.OrdinalIgnoreCase))
            {
                names.Add(reader.GetString(0));
            }
        }

        return names;
    }

    /// <summary>After a load the next run would tell the receiver that all its children are gone.</summary>
    private void RefuseWhereChildrenWereSubmitted()
    {
        if (!server.HoldsSubmission)
        {
            return;
        }

        foreach (var baseUrl in SentBatches.Addresses(server.Connection))
        {
            if (!Uri.TryCreate(baseUrl, UriKind.Absolute, out var address) || !address.IsLoopback)
            {
                throw new CompanionException($"{server.Name} is no test database: children were submitted from it to a receiver elsewhere. Give another database.");
            }
        }
    }

    private static string SchemaOf(ServerDatabase server)
    {
        var schema = server.Settings().Schema("ssd_schema");
        return schema.Contains("].[", StringComparison.Ordinal)
            ? throw new CompanionException("Setting ssd_schema names another database. Connect to that one to fill it.")
            : schema;
    }

    private static string Unbracketed(string name) => name[1..^1].Replace("]]", "]", StringComparison.Ordinal);
}
