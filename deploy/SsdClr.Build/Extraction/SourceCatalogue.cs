using System.Globalization;
using Microsoft.Data.SqlClient;

namespace SsdClr.Build.Extraction;

/// <summary>Reads which tables and columns a real source database has. It reads the catalogue alone: no row of any table.</summary>
internal static class SourceCatalogue
{
    /// <summary>The columns of the schemas that a plan reads from, by table as the extract names it: database and schema where they are given.</summary>
    /// <param name="connection">Connection string.</param>
    /// <param name="plan">Mapping and overrides.</param>
    /// <exception cref="BuildException">The database cannot be reached, or its catalogue cannot be read.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<SourceColumn>> Read(string connection, ExtractPlan plan)
    {
        var tables = new Dictionary<string, IReadOnlyList<SourceColumn>>(StringComparer.OrdinalIgnoreCase);
        try
        {
            using var open = new SqlConnection(connection);
            open.Open();
            foreach (var schema in plan.Mapping.Tables.Tables.Select(table => plan.Qualified(table.Key)).Select(name => string.Join('.', name.Split('.')[..^1])).Distinct(StringComparer.OrdinalIgnoreCase))
            {
                Read(open, schema, tables);
            }
        }
        catch (SqlException fault)
        {
            // The engine's own text may hold a server, a login or a database.
            throw new BuildException(string.Create(CultureInfo.InvariantCulture, $"extract --check: the database did not answer (error {fault.Number}). Check the connection, and that your login may see its tables (VIEW DEFINITION)."));
        }
        catch (ArgumentException)
        {
            throw new BuildException("extract --check: --connection is no connection string.");
        }

        return tables;
    }

    private static void Read(SqlConnection open, string schema, Dictionary<string, IReadOnlyList<SourceColumn>> tables)
    {
        var parts = schema.Split('.');
        var database = parts.Length > 1 ? $"[{parts[0].Replace("]", "]]", StringComparison.Ordinal)}]." : string.Empty;
        using var command = open.CreateCommand();
        command.CommandText = $"SELECT TABLE_NAME, COLUMN_NAME, DATA_TYPE FROM {database}INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = @schema ORDER BY TABLE_NAME, ORDINAL_POSITION";
        command.Parameters.AddWithValue("@schema", parts[^1]);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var name = $"{schema}.{reader.GetString(0)}";
            if (!tables.TryGetValue(name, out var columns))
            {
                tables.Add(name, columns = new List<SourceColumn>());
            }

            ((List<SourceColumn>)columns).Add(new SourceColumn(reader.GetString(1), reader.GetString(2), IsGuess: false));
        }
    }
}
