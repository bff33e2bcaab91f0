using System.Globalization;
using Microsoft.Data.SqlClient;

namespace SsdClr.Build.Extraction;

/// <summary>Reads which tables and columns a real source database has. It reads the catalogue alone: no row of any table.</summary>
internal static class SourceCatalogue
{
    /// <summary>The columns of the databases that a plan reads from, by table as the extract names it: schema, and database where it is given.</summary>
    /// <param name="connection">Connection string.</param>
    /// <param name="plan">Mapping and overrides.</param>
    /// <exception cref="BuildException">The database cannot be reached, or its catalogue cannot be read.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<SourceColumn>> Read(string connection, ExtractPlan plan)
    {
        var tables = new Dictionary<string, IReadOnlyList<SourceColumn>>(StringComparer.OrdinalIgnoreCase);
        using var open = Open(connection);
        foreach (var database in plan.Mapping.Tables.Tables.Select(table => DatabaseOf(plan.Qualified(table.Key))).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            Read(open, database, tables);
        }

        return tables;
    }

    private static SqlConnection Open(string connection)
    {
        SqlConnection? open = null;
        try
        {
            open = new SqlConnection(connection);
            open.Open();
            return open;
        }
        catch (Exception fault) when (fault is SqlException or ArgumentException or InvalidOperationException or NotSupportedException)
        {
            open?.Dispose();

            // The engine's own text may hold a server, a login or a database.
            throw new BuildException("extract --check: " + fault switch
            {
                ArgumentException => "--connection is no connection string. Look for a key that is written wrong, and put a value that holds ; or = in quotes.",
                SqlException { Number: 18456 or 18452 or 18470 or 18487 or 18488 } refused => With(refused, "the server refused the login", "Check user and password, or say Integrated Security=true for a Windows account"),
                SqlException { Number: 4060 or 911 or 916 } refused => With(refused, "the server cannot open the database", "Check Database=, and that your login has a user in it"),
                SqlException refused => With(refused, "the server did not answer", "Check Server=, and whether this machine trusts its certificate (for a test on your own network TrustServerCertificate=true)"),
                _ => "this machine cannot connect that way. On Linux install libicu, and leave DOTNET_SYSTEM_GLOBALIZATION_INVARIANT unset.",
            });
        }
    }

    private static void Read(SqlConnection open, string database, Dictionary<string, IReadOnlyList<SourceColumn>> tables)
    {
        try
        {
            using var command = open.CreateCommand();
            command.CommandText = $"SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, DATA_TYPE FROM {(database.Length == 0 ? string.Empty : $"[{database}].")}INFORMATION_SCHEMA.COLUMNS ORDER BY TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION";
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                var name = $"{(database.Length == 0 ? string.Empty : database + ".")}{reader.GetString(0)}.{reader.GetString(1)}";
                if (!tables.TryGetValue(name, out var columns))
                {
                    tables.Add(name, columns = new List<SourceColumn>());
                }

                ((List<SourceColumn>)columns).Add(new SourceColumn(reader.GetString(2), reader.GetString(3), IsGuess: false));
            }
        }
        catch (SqlException fault)
        {
            throw new BuildException("extract --check: " + With(fault, $"the catalogue of {(database.Length == 0 ? "the database" : $"database {database}, which the overrides name,")} cannot be read", "Check the name, and that your login may see its tables (VIEW DEFINITION)"));
        }
    }

    private static string With(SqlException fault, string what, string advice) => string.Create(CultureInfo.InvariantCulture, $"{what} (error {fault.Number}). {advice}.");

    private static string DatabaseOf(string table) => table.Split('.') is [var database, _, _] ? database : string.Empty;
}
