using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build;
using SsdClr.Build.Extraction;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;

namespace SsdClr.Database.Tests.Cms;

/// <summary>Extracts, compiled against the SSD tables and against tables of the system that are declared apart from the mapping.</summary>
[TestClass]
public sealed class ExtractCompilationTests
{
    private const string IgnoringCase = "SQL_Latin1_General_CP1_CI_AS";
    private const string HeedingCase = "Latin1_General_BIN2";

    [TestMethod]
    [DataRow("liquid_logic", SqlServerVersion.Sql130, IgnoringCase)]
    [DataRow("liquid_logic", SqlServerVersion.Sql170, HeedingCase)]
    [DataRow("mosaic", SqlServerVersion.Sql130, IgnoringCase)]
    [DataRow("mosaic", SqlServerVersion.Sql170, HeedingCase)]
    public void Extract_as_checked_in_compiles(string system, SqlServerVersion version, string collation)
    {
        using var model = Compile(CmsFiles.AsCheckedIn(system), version, collation);

        Assert.AreEqual(1, model.GetObjects(DacQueryScopes.UserDefined, Procedure.TypeClass).Count());
    }

    [TestMethod]
    [DataRow("liquid_logic", SqlServerVersion.Sql130, IgnoringCase)]
    [DataRow("liquid_logic", SqlServerVersion.Sql150, HeedingCase)]
    [DataRow("liquid_logic", SqlServerVersion.Sql160, HeedingCase)]
    [DataRow("liquid_logic", SqlServerVersion.Sql170, HeedingCase)]
    [DataRow("mosaic", SqlServerVersion.Sql130, IgnoringCase)]
    [DataRow("mosaic", SqlServerVersion.Sql150, HeedingCase)]
    [DataRow("mosaic", SqlServerVersion.Sql160, HeedingCase)]
    [DataRow("mosaic", SqlServerVersion.Sql170, HeedingCase)]
    public void Extract_with_every_line_confirmed_compiles(string system, SqlServerVersion version, string collation)
    {
        using var model = Compile(CmsFiles.Confirmed(system), version, collation);

        Assert.AreEqual(1, model.GetObjects(DacQueryScopes.UserDefined, Procedure.TypeClass).Count());
    }

    [TestMethod]
    [DataRow("DIM_PERSON", "GENDER_MAIN_CODE")]
    [DataRow("FACT_FORM_ANSWERS", "ANSWERED_DTTM")]
    [DataRow("FACT_903_DATA", "NO_UPN_CODE")]
    [DataRow("FACT_SINGLE_ASSESSMENT", "OUTCOME_CLA_REQUEST_FLAG")]
    [DataRow("FACT_CARE_PLAN_SUMMARY", "DIM_LOOKUP_PLAN_TYPE_CODE")]
    public void Line_to_a_column_that_is_not_declared_does_not_compile(string table, string column)
    {
        var plan = CmsFiles.Apply(CmsFiles.Confirmed("liquid_logic"), $"system: liquid_logic\ntables: {{{table}: {{columns: {{{column}: NO_SUCH_COLUMN}}}}}}\n");

        var fault = Assert.ThrowsExactly<BuildException>(() => Compile(plan, SqlServerVersion.Sql130, IgnoringCase));

        Assert.Contains("NO_SUCH_COLUMN", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Line_to_a_table_that_is_not_declared_does_not_compile()
    {
        var plan = CmsFiles.Apply(CmsFiles.Confirmed("mosaic"), "system: mosaic\ntables: {MO_FORMS: {name: NO_SUCH_TABLE}}\n");

        var fault = Assert.ThrowsExactly<BuildException>(() => Compile(plan, SqlServerVersion.Sql130, IgnoringCase));

        Assert.Contains("NO_SUCH_TABLE", fault.Message, StringComparison.Ordinal);
    }

    private static TSqlModel Compile(ExtractPlan plan, SqlServerVersion version, string collation)
    {
        // The model of a database knows no CREATE OR ALTER, which came with SQL Server 2016 SP1.
        var script = CmsFiles.Script(plan);
        script = script with { Text = script.Text.Replace("\nCREATE OR ALTER PROCEDURE ", "\nCREATE PROCEDURE ", StringComparison.Ordinal) };
        return DatabaseModel.Compile([.. CheckedOut.Ssd.Sources, CmsFiles.Declared(plan.Mapping.System.Name), script], version, collation);
    }
}
