using System.Data.Common;
using Microsoft.Data.SqlClient;
using SsdClr.Local.Database;
using SsdClr.Local.Server;
using SsdClr.Payload.Ssd;
using SsdClr.Server.Tests.Engine;
using SsdClr.Tests.Golden;

namespace SsdClr.Server.Tests.Reading;

/// <summary>The golden children on the server: payloads, cohort and findings must be those of SQLite, byte for byte.</summary>
[TestClass]
[OnServer]
public sealed class GoldenChildrenTests
{
    private static readonly PersonRange s_everybody = new(after: null, upTo: null);
    private static ScratchDatabase s_database = null!;
    private static SqlConnection s_connection = null!;

    /// <summary>Makes the SSD tables and nothing else: previews need no schema csc.</summary>
    [ClassInitialize]
    public static void Initialize(TestContext context)
    {
        s_database = ScratchDatabase.Create();
        s_connection = s_database.Open();
        foreach (var statement in SsdDeclarations.In("[dbo]").Values)
        {
            s_connection.Run(statement);
        }
    }

    [ClassCleanup]
    public static void Cleanup()
    {
        s_connection?.Dispose();
        s_database?.Dispose();
    }

    [TestMethod]
    public void Payloads_cohort_and_findings_equal_those_of_SQLite()
    {
        var differences = new List<string>();
        foreach (var file in GoldenChild.Files())
        {
            var child = GoldenChild.Read(file);
            using var local = LocalDatabase.OpenInMemory();
            child.Insert(local.Connection);
            child.Insert(s_connection);
            var wanted = Preview(child, local.Connection);
            var got = Preview(child, s_connection);
            s_connection.Run(string.Join(' ', child.Tables.Select(table => $"DELETE FROM [dbo].[{table}];")));
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
            .. preview.Issues(s_everybody).Select(found => $"{found.PersonId} {found.Issue.Rule.Name} {found.Issue.Source}"),
        ]);
    }
}
