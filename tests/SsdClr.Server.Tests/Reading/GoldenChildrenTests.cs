using System.Data.Common;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Data.SqlClient;
using SsdClr.Local.Database;
using SsdClr.Local.Server;
using SsdClr.Payload.Reading;
using SsdClr.Server.Tests.Engine;
using SsdClr.Tests.Golden;

namespace SsdClr.Server.Tests.Reading;

/// <summary>The golden children on the server: payloads, cohort and findings must be those of SQLite, byte for byte.</summary>
[TestClass]
[OnServer]
public sealed partial class GoldenChildrenTests
{
    private static readonly PersonRange s_everybody = new(after: null, upTo: null);
    private static ScratchDatabase s_database = null!;
    private static SqlConnection s_connection = null!;
    private static ScratchDatabase s_textDatabase = null!;
    private static SqlConnection s_textConnection = null!;

    /// <summary>Makes the SSD tables and nothing else: previews need no schema csc.</summary>
    [ClassInitialize]
    public static void Initialize(TestContext context)
    {
        // Some children hold longer texts than the SSD declares, keys twice or none, as rows of an authority with wider columns and no keys do.
        (s_database, s_connection) = Tables(statement => Text().Replace(statement, "${name} nvarchar(400)"));
        (s_textDatabase, s_textConnection) = Tables(statement => AnyType().Replace(statement, "${name} nvarchar(400)"));
    }

    [ClassCleanup]
    public static void Cleanup()
    {
        s_connection?.Dispose();
        s_textConnection?.Dispose();
        s_database?.Dispose();
        s_textDatabase?.Dispose();
    }

    [TestMethod]
    public void Payloads_cohort_and_findings_equal_those_of_SQLite()
    {
        var files = GoldenChild.Files().Where(file => FitsTheDeclaredTypes(GoldenChild.Read(file))).ToList();

        Assert.IsGreaterThan(50, files.Count);
        AssertEqualOn(s_connection, files);
    }

    [TestMethod]
    public void Columns_that_hold_text_for_dates_and_numbers_give_the_same() => AssertEqualOn(s_textConnection, GoldenChild.Files());

    private static (ScratchDatabase Database, SqlConnection Connection) Tables(Func<string, string> declaration)
    {
        var database = ScratchDatabase.Create();
        var connection = database.Open();
        foreach (var statement in SsdDeclarations.In("[dbo]").Values)
        {
            connection.Run(Key().Replace(declaration(statement), string.Empty).Replace("NOT NULL", "NULL", StringComparison.Ordinal));
        }

        return (database, connection);
    }

    /// <summary>True where columns of the declared types can hold the child's rows.</summary>
    private static bool FitsTheDeclaredTypes(GoldenChild child)
    {
        using var local = LocalDatabase.OpenInMemory();
        var kinds = local.SsdTables().SelectMany(table => table.Columns.Select(column => (Name: $"{table.Name}.{column.Name}", column.Kind))).ToDictionary(column => column.Name, column => column.Kind, StringComparer.Ordinal);
        return child.Values().All(value => kinds[$"{value.Table}.{value.Column}"] switch
        {
            ColumnKind.Date => DateTime.TryParseExact(value.Text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            ColumnKind.Integer => int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            ColumnKind.Number => double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            _ => true,
        });
    }

    // Which ids are the same is for the collation of the tables to say; SQLite compares exactly.
    private static string[] ComparedOtherwise(SqlConnection server)
    {
        using var command = server.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM (SELECT 1 AS [one]) AS [o] WHERE N'a' = N'A'";
        return (int)command.ExecuteScalar()! == 0 ? [] : ["87-ids-that-differ-by-case.json"];
    }

    private static void AssertEqualOn(SqlConnection server, IReadOnlyList<string> files)
    {
        var differences = new List<string>();
        foreach (var file in files.Except(ComparedOtherwise(server)))
        {
            var child = GoldenChild.Read(file);
            using var local = LocalDatabase.OpenInMemory();
            child.Insert(local.Connection);
            child.Insert(server);
            var wanted = Preview(child, local.Connection);
            var got = Preview(child, server);
            server.Run(string.Join(' ', child.Tables.Select(table => $"DELETE FROM [dbo].[{table}];")));
            if (wanted != got)
            {
                // The children are synthetic, so a failure may show them.
                differences.Add($"{file}\nSQLite {wanted}\nserver {got}");
            }
        }

        Assert.IsEmpty(differences, string.Join('\n', differences));
    }

    private static string Preview(GoldenChild child, DbConnection connection)
    {
        var preview = child.Preview(connection, hasStaging: connection is not SqlConnection);
        return string.Join('\n', [
            .. preview.Payloads(s_everybody).Select(payload => $"{payload.PersonId} {payload.LaChildId} {payload.MisChildId} {payload.Errors} {payload.Warnings} {Convert.ToHexString(payload.Hash)} {payload.Text()}"),
            .. preview.Cohort(s_everybody).Select(person => $"{person.PersonId} {person.Verdict.IsIn} {person.Verdict.Matched} {person.Reason}"),

            // Findings come in the order of the rows, which is the collation's.
            .. preview.Issues(s_everybody).Select(found => $"{found.PersonId} {found.Issue.Rule.Name} {found.Issue.Source}").Order(StringComparer.Ordinal),
        ]);
    }

    [GeneratedRegex(@"(?<name>\[\w+\])\s+n?(var)?char\(\d+\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Text();

    [GeneratedRegex(@"(?<=^\s+)(?<name>\[\w+\])\s+\w+(\(\w+\))?", RegexOptions.Multiline | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyType();

    [GeneratedRegex(@",\s+CONSTRAINT \[\w+\] PRIMARY KEY CLUSTERED \([^)]*\)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Key();
}
