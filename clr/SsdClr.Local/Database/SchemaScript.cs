using System.Text;
using System.Text.RegularExpressions;

namespace SsdClr.Local.Database;

/// <summary>
/// The statements that make the local tables: the embedded script which the build generates from the product's T-SQL table files, so that SQLite
/// and SQL Server have the same columns.
/// </summary>
internal static partial class SchemaScript
{
    private const string Resource = "SsdClr.Local.Database.SqliteTables.sql";

    /// <summary>One CREATE statement.</summary>
    /// <param name="Schema">The attached database it belongs to: <c>dbo</c> or <c>csc</c>.</param>
    /// <param name="Kind">TABLE, INDEX or VIEW.</param>
    /// <param name="Name">The object's name without schema.</param>
    /// <param name="Sql">The whole statement.</param>
    internal sealed record Statement(string Schema, string Kind, string Name, string Sql);

    /// <summary>The statements in the order in which they must run.</summary>
    public static IReadOnlyList<Statement> Read()
    {
        using var stream = typeof(SchemaScript).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The program was built without its resource {Resource}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var statements = new List<Statement>();
        var sql = new StringBuilder();
        while (reader.ReadLine() is { } line)
        {
            if (sql.Length == 0 && (line.Length == 0 || line.StartsWith("--", StringComparison.Ordinal)))
            {
                continue;
            }

            // The generator ends each statement, and nothing else, with a semicolon at the end of a line.
            sql.AppendLine(line);
            if (line.EndsWith(';'))
            {
                statements.Add(Parse(sql.ToString()));
                sql.Clear();
            }
        }

        return statements;
    }

    private static Statement Parse(string sql)
    {
        var match = Create().Match(sql);
        return match.Success
            ? new Statement(match.Groups["schema"].Value, match.Groups["kind"].Value, match.Groups["name"].Value, sql)
            : throw new InvalidOperationException($"{Resource} holds a statement that is not CREATE TABLE, INDEX or VIEW in dbo or csc.");
    }

    [GeneratedRegex(@"^CREATE (UNIQUE )?(?<kind>TABLE|INDEX|VIEW) \[(?<schema>dbo|csc)\]\.\[(?<name>\w+)\]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Create();
}
