using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Text;
using SsdClr.Data;
using SsdClr.Settings;

namespace SsdClr.Payload.DataQuality;

/// <summary>The catalogue views of SQL Server, in the database that setting ssd_schema names. They show what the caller has some right to; synonyms are told and not followed.</summary>
/// <param name="connection">An open connection.</param>
/// <param name="schema">Where the ssd_ tables are: schema, or database.schema.</param>
internal sealed class SqlServerCatalogue(DbConnection connection, SqlName schema) : ISsdCatalogue
{
    private readonly DbConnection _connection = connection;
    private readonly SqlName _schema = schema;

    /// <summary>Selects those columns of @table in @schema that exist, by their number; names are compared as that database's collation has them.</summary>
    /// <param name="database">The database as bracketed SQL; empty for this one.</param>
    /// <param name="columns">Names of columns, program text.</param>
    internal static string ColumnStatement(string database, IReadOnlyList<string> columns)
    {
        // Names as constants take the collation of what they are compared with; as a column of their own they might have that of this database.
        var names = new StringBuilder();
        var numbers = new StringBuilder("CASE c.[name]");
        for (int number = 0; number < columns.Count; number++)
        {
            names.Append(number == 0 ? "N'" : ", N'").Append(columns[number]).Append('\'');
            numbers.Append(" WHEN N'").Append(columns[number]).Append("' THEN ").Append(InvariantText.Of(number));
        }

        string catalogue = database.Length == 0 ? "[sys]." : database + ".[sys].";

        // The types of the system have the same ids in every database, so that an alias shows as what it stands for.
        // A view has no index of its own; its tables may.
        return "SELECT " + numbers + " END, CASE WHEN o.[type] = N'V' OR EXISTS (SELECT 1 FROM " + catalogue + "[index_columns] AS i "
            + "WHERE i.[object_id] = c.[object_id] AND i.[column_id] = c.[column_id] AND i.[key_ordinal] = 1) THEN 1 ELSE 0 END, "
            + "COALESCE(TYPE_NAME(c.[system_type_id]), N'unknown'), c.[collation_name], CAST(c.[max_length] AS int) "
            + "FROM " + catalogue + "[objects] AS o "
            + "INNER JOIN " + catalogue + "[schemas] AS s ON s.[schema_id] = o.[schema_id] AND s.[name] = PARSENAME(@schema, 1) "
            + "INNER JOIN " + catalogue + "[columns] AS c ON c.[object_id] = o.[object_id] AND c.[name] IN (" + names + ") "
            + "WHERE o.[name] = @table AND o.[type] IN (N'U', N'V')";
    }

    /// <summary>Counts synonyms with the name @table in @schema.</summary>
    /// <param name="database">The database as bracketed SQL; empty for this one.</param>
    internal static string SynonymStatement(string database)
    {
        string catalogue = database.Length == 0 ? "[sys]." : database + ".[sys].";
        return "SELECT COUNT(*) FROM " + catalogue + "[objects] AS o "
            + "INNER JOIN " + catalogue + "[schemas] AS s ON s.[schema_id] = o.[schema_id] AND s.[name] = PARSENAME(@schema, 1) "
            + "WHERE o.[name] = @table AND o.[type] = N'SN'";
    }

    /// <summary>Says whether the caller may read @table, bracketed with its schema and database.</summary>
    internal const string PermissionStatement = "SELECT HAS_PERMS_BY_NAME(@table, N'OBJECT', N'SELECT')";

    /// <inheritdoc/>
    public Dictionary<string, CatalogueColumn> Columns(string table, IReadOnlyList<string> columns)
    {
        var found = new Dictionary<string, CatalogueColumn>(StringComparer.Ordinal);
        using DbCommand command = _connection.Command(ColumnStatement(_schema.Qualifier, columns));
        command.AddText("@table", table);
        command.AddText("@schema", _schema.Last);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            found[columns[reader.GetInt32(0)]] = new CatalogueColumn(reader.GetString(2), reader.IsDBNull(3) ? null : reader.GetString(3), reader.GetInt32(1) == 1, reader.GetInt32(4));
        }

        return found;
    }

    /// <inheritdoc/>
    public bool IsSynonym(string table)
    {
        using DbCommand command = _connection.Command(SynonymStatement(_schema.Qualifier));
        command.AddText("@table", table);
        command.AddText("@schema", _schema.Last);
        return command.Count() > 0;
    }

    /// <inheritdoc/>
    public bool MaySelect(string table)
    {
        using DbCommand command = _connection.Command(PermissionStatement);
        command.AddText("@table", _schema.Bracketed + ".[" + table + "]");
        return Convert.ToInt32(command.Scalar() ?? 0, CultureInfo.InvariantCulture) == 1;
    }
}
