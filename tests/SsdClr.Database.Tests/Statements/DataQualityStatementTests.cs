using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;
using SsdClr.Local.DataQuality;
using SsdClr.Local.Database;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Settings;

namespace SsdClr.Database.Tests.Statements;

/// <summary>The statements of the data quality checks run on SQLite in their own tests; here SQL Server's compiler reads every one of them.</summary>
[TestClass]
public sealed class DataQualityStatementTests
{
    [TestMethod]
    [DataRow(SqlServerVersion.Sql130, "Latin1_General_BIN2")]
    [DataRow(SqlServerVersion.Sql170, "Latin1_General_CI_AS")]
    public void Every_statement_compiles_in_SQL_Server(SqlServerVersion version, string collation)
    {
        using LocalDatabase database = LocalDatabase.OpenInMemory();
        var recorder = new StatementRecorder(database.Connection);
        var check = new DataQualityCheck(database.Connection, new SqliteCatalogue(database.Connection), new SettingValues([]), CodeMap.Read(database.Connection));
        foreach (TableRules table in TableRules.All)
        {
            check.Check(table);
        }

        var procedures = recorder.Shapes.Select((statement, number) => new SqlSource($"statement {number}: {statement}", $"CREATE PROCEDURE [csc].[statement_{number}] AS {statement};"));
        using TSqlModel model = DatabaseModel.Compile([.. CheckedOut.Ssd.Sources, .. CheckedOut.SsdClr.Sources, .. procedures], version, collation);

        // A scan a table, a comparison a unique column and one a reference; and the map of codes, which columns of codes are judged by.
        int expected = 1 + TableRules.All.Length + TableRules.All.Sum(table => table.Columns.Count(column => column.IsUnique) + table.Columns.Count(column => column.ParentTable is not null));
        Assert.AreEqual((expected, true), (recorder.Shapes.Count, expected > 170));
    }
}
