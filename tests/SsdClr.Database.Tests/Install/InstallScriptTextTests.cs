using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build;
using SsdClr.Build.Generation;
using SsdClr.Build.Installation;
using SsdClr.Database.Tests.Scripts;

namespace SsdClr.Database.Tests.Install;

/// <summary>The text of the one-file installation: every batch compiles, and no tool reads anything else into it than T-SQL.</summary>
[TestClass]
public sealed class InstallScriptTextTests
{
    private static readonly string s_whole = InstallScript.Write(CheckedOut.Release.Whole, []);

    [TestMethod]
    [DataRow(SqlServerVersion.Sql130)]
    [DataRow(SqlServerVersion.Sql150)]
    [DataRow(SqlServerVersion.Sql160)]
    [DataRow(SqlServerVersion.Sql170)]
    public void Every_batch_that_makes_no_module_compiles_and_so_does_the_code_in_strings(SqlServerVersion version) =>
        ScriptCompiler.Compile([WithoutModules(s_whole)], version);

    [TestMethod]
    [DataRow("[f].[content]", "[f].[contents]", "[contents]")]
    [DataRow("[c].[value_in_use]", "[c].[value_used]", "[value_used]")]
    [DataRow("WHERE [t].[hash] = ", "WHERE [t].[sha] = ", "[sha]")]
    [DataRow("[v].[schema_version_id] DESC", "[v].[Schema_Version_Id] DESC", "[Schema_Version_Id]")]
    [DataRow("[p].[minor_id] = 0", "[p].[minor] = 0", "[minor]")]
    public void Wrong_name_is_found(string right, string wrong, string named)
    {
        Assert.Contains(right, s_whole, StringComparison.Ordinal);

        var fault = Assert.ThrowsExactly<BuildException>(() => ScriptCompiler.Compile([WithoutModules(s_whole.Replace(right, wrong, StringComparison.Ordinal))], SqlServerVersion.Sql130));

        Assert.Contains(named, fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_module_is_the_text_that_the_package_compiles()
    {
        var inScript = new List<string>();
        foreach (var batch in DeploymentScript.Parse("install", s_whole).Batches)
        {
            var text = s_whole.Substring(batch.StartOffset, batch.FragmentLength);
            if (IsModule(batch))
            {
                inScript.Add(text.Replace("CREATE OR ALTER ", "CREATE ", StringComparison.Ordinal));
            }
            else if (batch.Statements is [IfStatement { ThenStatement: ExecuteStatement { ExecuteSpecification.ExecutableEntity: ExecutableProcedureReference { Parameters: [{ ParameterValue: StringLiteral code }] } } }]
                && code.Value.Contains("EXTERNAL NAME", StringComparison.Ordinal))
            {
                inScript.Add(code.Value);
            }
        }

        var modules = CheckedOut.Release.Whole.Modules.Select(module => module.TextOf(module.Statement)).ToList();
        CollectionAssert.AreEqual(modules, inScript);
    }

    [TestMethod]
    public void Text_is_ASCII_so_that_no_code_page_changes_it() =>
        Assert.IsTrue(s_whole.All(character => character is '\n' or (>= ' ' and <= '~')));

    [TestMethod]
    public void Nothing_is_a_command_or_a_variable_of_sqlcmd()
    {
        Assert.DoesNotContain("$(", s_whole, StringComparison.Ordinal);
        Assert.IsFalse(Array.Exists(s_whole.Split('\n'), line => line.TrimStart().StartsWith(':') || line.TrimStart().StartsWith("!!", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void No_database_is_altered_chosen_or_trusted_and_nobody_is_impersonated()
    {
        var script = DeploymentScript.Parse("install", s_whole);

        Assert.IsEmpty(Fragments.Of<AlterDatabaseStatement>(script));
        Assert.IsEmpty(Fragments.Of<UseStatement>(script));
        Assert.IsEmpty(Fragments.Of<ExecuteAsStatement>(script));
        Assert.DoesNotContain("ALTER DATABASE", s_whole, StringComparison.OrdinalIgnoreCase);
    }

    [TestMethod]
    public void No_line_is_too_long_to_be_read_in_an_editor() => Assert.IsTrue(Array.TrueForAll(s_whole.Split('\n'), line => line.Length <= 1100));

    [TestMethod]
    public void Each_batch_of_the_transaction_is_followed_by_one_that_stops_the_rest_after_a_fault()
    {
        var batches = DeploymentScript.Parse("install", s_whole).Batches.Select(batch => s_whole.Substring(batch.StartOffset, batch.FragmentLength)).ToList();
        var begin = batches.FindIndex(batch => batch.Contains("BEGIN TRANSACTION;", StringComparison.Ordinal));
        var commit = batches.FindIndex(batch => batch.StartsWith("COMMIT TRANSACTION;", StringComparison.Ordinal));

        var stops = batches.Skip(begin + 1).Take(commit - begin - 1).Where((_, index) => index % 2 == 0).Distinct(StringComparer.Ordinal).ToList();

        CollectionAssert.AreEqual(new[] { "IF @@ERROR <> 0 OR @@TRANCOUNT <> 1\n    SET NOEXEC ON;" }, stops);
    }

    [TestMethod]
    public void Circle_of_names_is_a_fault()
    {
        var database = CheckedOut.SsdClr with
        {
            Sources =
            [
                .. CheckedOut.SsdClr.Sources,
                new SqlSource("a.sql", "CREATE VIEW [csc].[a]\nAS\nSELECT [b].[x] FROM [csc].[b];\n"),
                new SqlSource("b.sql", "CREATE VIEW [csc].[b]\nAS\nSELECT [a].[x] FROM [csc].[a];\n"),
            ],
        };

        var fault = Assert.ThrowsExactly<BuildException>(() => new InstallationContent("0.1.0", database, CheckedOut.Release.Whole.Assemblies));

        Assert.AreEqual("These name each other in a circle: a.sql, b.sql.", fault.Message);
    }

    private static bool IsModule(TSqlBatch batch) => batch.Statements is [CreateOrAlterViewStatement or CreateOrAlterFunctionStatement or CreateOrAlterProcedureStatement or CreateOrAlterTriggerStatement];

    /// <summary>Batches that do not have to be alone, each once, with a declared table in place of the temporary one.</summary>
    private static DeploymentScript WithoutModules(string text) => DeploymentScript.Read(new SqlSource("install.sql", string.Join(
        "\nGO\n",
        DeploymentScript.Parse("install", text).Batches.Where(batch => !IsModule(batch)).Select(batch => text.Substring(batch.StartOffset, batch.FragmentLength)).Distinct(StringComparer.Ordinal)).Replace("[#kept_permission]", "[dbo].[kept_permission]", StringComparison.Ordinal)));
}
