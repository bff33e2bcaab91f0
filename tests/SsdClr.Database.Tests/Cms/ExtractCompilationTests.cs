using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build;
using SsdClr.Build.Extraction;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;

namespace SsdClr.Database.Tests.Cms;

/// <summary>Extracts, compiled against the SSD tables and the tables of the system.</summary>
[TestClass]
public sealed class ExtractCompilationTests
{
    private const string IgnoringCase = "SQL_Latin1_General_CP1_CI_AS";
    private const string HeedingCase = "Latin1_General_BIN2";

    [TestMethod]
    [DataRow("liquid_logic", SqlServerVersion.Sql130, IgnoringCase)]
    [DataRow("liquid_logic", SqlServerVersion.Sql150, HeedingCase)]
    [DataRow("liquid_logic", SqlServerVersion.Sql160, HeedingCase)]
    [DataRow("liquid_logic", SqlServerVersion.Sql170, HeedingCase)]
    [DataRow("mosaic", SqlServerVersion.Sql130, HeedingCase)]
    [DataRow("mosaic", SqlServerVersion.Sql150, IgnoringCase)]
    [DataRow("mosaic", SqlServerVersion.Sql160, IgnoringCase)]
    [DataRow("mosaic", SqlServerVersion.Sql170, HeedingCase)]
    public void Extract_compiles(string system, SqlServerVersion version, string collation)
    {
        using var model = Compile(ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, system), version, collation);

        Assert.AreEqual(1, model.GetObjects(DacQueryScopes.UserDefined, Procedure.TypeClass).Count());
    }

    [TestMethod]
    public void Line_to_a_column_that_is_not_declared_does_not_compile()
    {
        var plan = ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, "liquid_logic");
        plan = plan with { Renamed = new Dictionary<string, RenamedTable>(StringComparer.Ordinal) { ["DIM_WORKER"] = new(null, new Dictionary<string, string>(StringComparer.Ordinal) { ["JOB_TITLE"] = "NO_SUCH_COLUMN" }) } };

        var fault = Assert.ThrowsExactly<BuildException>(() => Compile(plan, SqlServerVersion.Sql130, IgnoringCase));

        Assert.Contains("NO_SUCH_COLUMN", fault.Message, StringComparison.Ordinal);
    }

    /// <summary>In the order of many collations a half stands among the digits: a text that begins with one would be converted, and the whole extract would fail.</summary>
    [TestMethod]
    [DataRow("liquid_logic")]
    [DataRow("mosaic")]
    public void Digits_are_told_by_their_codes_and_no_conversion_of_them_fails(string system)
    {
        var script = ExtractScript.Write(ExtractPlan.Read(CheckedOut.Repository, SourceScene.Model, system), SourceScene.Model);

        var searches = script.Split("PATINDEX(").Skip(1).ToList();
        Assert.IsNotEmpty(searches);
        Assert.IsTrue(searches.TrueForAll(search => search.StartsWith("N'%[^0-9]%', ([l].[value] + N'x') COLLATE Latin1_General_BIN2)", StringComparison.Ordinal)));
        Assert.DoesNotContain(" CONVERT(int", script, StringComparison.Ordinal);
    }

    private static TSqlModel Compile(ExtractPlan plan, SqlServerVersion version, string collation)
    {
        // The model of a database knows no CREATE OR ALTER, which came with SQL Server 2016 SP1.
        var script = ExtractScript.Write(plan, SourceScene.Model).Replace("\nCREATE OR ALTER PROCEDURE ", "\nCREATE PROCEDURE ", StringComparison.Ordinal);
        var schema = plan.SourceSchema == "dbo" ? string.Empty : $"CREATE SCHEMA [{plan.SourceSchema}];\nGO\n";
        return DatabaseModel.Compile([.. CheckedOut.Ssd.Sources, new SqlSource("tables.sql", schema + Declaration(plan)), new SqlSource("extract.sql", script)], version, collation);
    }

    /// <summary>T-SQL that makes the tables of the system.</summary>
    private static string Declaration(ExtractPlan plan) => string.Concat(plan.Mapping.Tables.Tables.Select(table =>
        $"CREATE TABLE [{plan.SourceSchema}].[{table.Key}]\n(\n    {string.Join(",\n    ", table.Value.Select(column => $"[{column.Name}] {column.Type} NULL"))}\n);\nGO\n"));
}
