using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build;
using SsdClr.Build.Packaging;

namespace SsdClr.Database.Tests.Dacpac;

[TestClass]
public sealed class CompilationTests
{
    private const string IgnoringCase = "SQL_Latin1_General_CP1_CI_AS";
    private const string HeedingCase = "Latin1_General_BIN2";

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130, IgnoringCase)]
    [DataRow(SqlServerVersion.Sql150, HeedingCase)]
    [DataRow(SqlServerVersion.Sql160, HeedingCase)]
    [DataRow(SqlServerVersion.Sql170, HeedingCase)]
    public void Everything_compiles_in_one_database(SqlServerVersion version, string collation)
    {
        using var model = DatabaseModel.Compile([.. CheckedOut.Ssd.Sources, .. CheckedOut.SsdClr.Sources], version, collation);

        Assert.IsTrue(model.GetObjects(DacQueryScopes.UserDefined, Procedure.TypeClass).Any());
    }

    [TestMethod]
    [DataRow("sql/csc/Views/status.sql", "[s].[warning_count]", "[s].[warnings]")]
    [DataRow("sql/csc/Functions/payloads.sql", "[r].[after_person_id]", "[r].[from_person_id]")]
    [DataRow("sql/csc/Procedures/begin_run.sql", "[l].[host_name]", "[l].[host]")]
    [DataRow("sql/csc/Procedures/begin_run.sql", "@verdict = N'failed'", "@outcome = N'failed'")]
    [DataRow("sql/csc/Procedures/begin_run.sql", "[sys].[sp_getapplock]", "[sys].[sp_get_app_lock]")]
    [DataRow("sql/csc/Procedures/run.sql", "[csc].[begin_run]", "[csc].[begins_run]")]
    [DataRow("sql/csc/Procedures/change_setting.sql", "[new_value], [changed_at]", "[new], [changed_at]")]
    [DataRow("sql/csc/Security/csc_analyst.permissions.sql", "[csc].[payloads]", "[csc].[payload]")]
    public void Name_that_does_not_resolve_is_a_fault(string file, string right, string wrong)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => Compile(file, right, wrong, IgnoringCase));

        Assert.IsNotEmpty(fault.Faults);
    }

    [TestMethod]
    [DataRow("sql/csc/Views/status.sql", "[s].[warning_count]", "[s].[Warning_Count]")]
    [DataRow("sql/csc/Procedures/run.sql", "[csc].[begin_run]", "[csc].[Begin_run]")]
    public void Name_in_the_wrong_case_is_a_fault_where_case_matters(string file, string right, string wrong)
    {
        Compile(file, right, wrong, IgnoringCase);

        var fault = Assert.ThrowsExactly<BuildException>(() => Compile(file, right, wrong, HeedingCase));

        Assert.IsNotEmpty(fault.Faults);
    }

    [TestMethod]
    public void Syntax_error_names_the_file()
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => Compile("sql/csc/Views/status.sql", "GROUP BY", "GROUPED BY", IgnoringCase));

        Assert.Contains("sql/csc/Views/status.sql: ", fault.Message, StringComparison.Ordinal);
    }

    private static void Compile(string file, string right, string wrong, string collation)
    {
        var sources = CheckedOut.SsdClr.Sources
            .Select(source => source.Name == file ? source with { Text = source.Text.Replace(right, wrong, StringComparison.Ordinal) } : source)
            .ToList();
        CollectionAssert.AreNotEqual(CheckedOut.SsdClr.Sources.ToList(), sources);
        DatabaseModel.Compile(sources, SqlServerVersion.Sql130, collation).Dispose();
    }
}
