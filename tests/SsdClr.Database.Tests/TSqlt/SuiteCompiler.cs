using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;
using SsdClr.Database.Tests.Scripts;

namespace SsdClr.Database.Tests.TSqlt;

/// <summary>Compiles test classes against our own schema and declarations of what they use of tSQLt and the catalogue.</summary>
internal static class SuiteCompiler
{
    private static readonly SqlSource s_tSqlt = ScriptCompiler.Stub("tSQLt.sql");

    /// <summary>Compiles classes, all names and parameters resolved.</summary>
    /// <exception cref="BuildException">A name is unknown or in the wrong case; each is a fault.</exception>
    public static void Compile(IEnumerable<TestClass> classes, SqlServerVersion version, string collation) =>
        Compile([.. SpyLogs(), .. classes.SelectMany(made => made.Sources())], version, collation);

    /// <summary>Compiles the batches of the runner, each as the body of a procedure.</summary>
    /// <exception cref="BuildException">A name is unknown or in the wrong case; each is a fault.</exception>
    public static void CompileRunner(IEnumerable<SqlSource> batches, SqlServerVersion version, string collation) => Compile(
        [
            new("runner schema", "CREATE SCHEMA [runner] AUTHORIZATION [dbo];"),
            .. batches.Select(batch => batch with { Text = $"CREATE PROCEDURE [runner].[{batch.Name}]\nAS\n{batch.Text}" }),
        ],
        version,
        collation);

    private static void Compile(IEnumerable<SqlSource> sources, SqlServerVersion version, string collation) => DatabaseModel.Compile(
        [
            .. CheckedOut.SsdClr.Sources,
            s_tSqlt,
            .. ScriptCompiler.Stubs,
            .. sources.Select(source => source with { Text = ScriptCompiler.InOneDatabase(source.Name, source.Text, "SsdClr") }),
        ],
        version,
        collation).Dispose();

    /// <summary>The table in which tSQLt notes the calls of a spied procedure, for each of ours: a column a parameter, of its name and type.</summary>
    private static IEnumerable<SqlSource> SpyLogs() =>
        from source in CheckedOut.SsdClr.Sources
        where source.Name.Contains("/Procedures/", StringComparison.Ordinal)
        let procedure = DeploymentScript.Parse(source.Name, source.Text).Batches[0].Statements.OfType<CreateProcedureStatement>().Single()
        let name = $"{TestClass.NameOf(procedure)}_SpyProcedureLog"
        let columns = procedure.Parameters.Select(parameter =>
            $", [{parameter.VariableName.Value[1..]}] {source.Text.Substring(parameter.DataType.StartOffset, parameter.DataType.FragmentLength)} NULL")
        select new SqlSource(name, $"CREATE TABLE [csc].[{name}] ([_id_] int IDENTITY (1, 1) NOT NULL PRIMARY KEY{string.Concat(columns)});");
}
