using SsdClr.Build;
using SsdClr.Build.Generation;

namespace SsdClr.Database.Tests.Texts;

/// <summary>The help of a procedure and the error numbers, each written once in the file of the procedure.</summary>
[TestClass]
public sealed class ProcedureTextTests
{
    private const string Explained = "-- Error 51099: it is wrong. | Make it right.\n";

    private static readonly IReadOnlyList<SqlSource> s_procedures =
        [.. SqlSource.Read(CheckedOut.Repository, Path.Combine(CheckedOut.Repository.Csc, "Procedures")).Where(source => !source.Text.Contains("EXTERNAL NAME", StringComparison.Ordinal))];

    [TestMethod]
    public void Every_procedure_selects_its_own_help() =>
        Assert.AreEqual(string.Empty, string.Join(", ", s_procedures
            .Where(source => !source.Text.Contains($"WHERE [h].[procedure_name] = N'{Path.GetFileNameWithoutExtension(source.Name)}'", StringComparison.Ordinal))
            .Select(source => source.Name)));

    [TestMethod]
    public void Help_has_type_default_valid_values_and_meaning()
    {
        var view = ProcedureHelpView.Write([Procedure("@host nvarchar(40) = NULL, -- required; a host's name | Where to.", "@count int = 7, -- 1 to 9 | How many.")]);

        Assert.Contains("(N'example', 1, N'@host', N'nvarchar(40)', N'none', N'required; a host''s name', N'Where to.')", view, StringComparison.Ordinal);
        Assert.Contains("(N'example', 2, N'@count', N'int', N'7', N'1 to 9', N'How many.')", view, StringComparison.Ordinal);
        Assert.Contains("(N'example', 3, N'@help', N'bit', N'0', N'0 or 1', ", view, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("@count int = 7,", DisplayName = "no comment")]
    [DataRow("@count int = 7, -- How many.", DisplayName = "no valid values")]
    [DataRow("@count int, -- 1 to 9 | How many.", DisplayName = "no default")]
    public void Parameter_that_is_not_explained_is_named(string parameter)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => ProcedureHelpView.Write([Procedure(parameter)]));

        Assert.Contains("@count", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("example", "", "example.sql throws 51099", DisplayName = "not explained")]
    [DataRow("example", Explained + Explained, "error 51099", DisplayName = "explained twice")]
    [DataRow("other", Explained, "error 51099", DisplayName = "explained where it is not thrown")]
    public void Error_number_without_one_explanation_is_named(string explainedIn, string explanation, string named)
    {
        SqlSource[] sources =
        [
            new("sql/csc/Procedures/example.sql", (explainedIn == "example" ? explanation : string.Empty) + "CREATE PROCEDURE [csc].[example] AS THROW 51099, @message, 1;"),
            new("sql/csc/Procedures/other.sql", (explainedIn == "other" ? explanation : string.Empty) + "CREATE PROCEDURE [csc].[other] AS RETURN 0;"),
        ];

        Assert.Contains(named, Assert.ThrowsExactly<BuildException>(() => ErrorsPage.Write(sources, [])).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Error_of_an_internal_procedure_is_its_caller_s()
    {
        var page = ErrorsPage.Write(
        [
            new("sql/csc/Procedures/inner.sql", "-- Internal: the work.\n" + Explained + "CREATE PROCEDURE [csc].[inner] AS THROW 51099, @message, 1;"),
            new("sql/csc/Procedures/outer.sql", "CREATE PROCEDURE [csc].[outer] AS EXECUTE [csc].[inner];"),
        ],
        []);

        Assert.Contains("| 51099 | `csc.outer` | it is wrong. | Make it right. |", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Error_of_a_procedure_is_its_caller_s_too()
    {
        var page = ErrorsPage.Write(
        [
            new("sql/csc/Procedures/inner.sql", Explained + "CREATE PROCEDURE [csc].[inner] AS THROW 51099, @message, 1;"),
            new("sql/csc/Procedures/outer.sql", "CREATE PROCEDURE [csc].[outer] AS EXECUTE [csc].[inner];"),
        ],
        []);

        Assert.Contains("| 51099 | `csc.inner`, `csc.outer` |", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Error_of_a_script_is_listed_by_its_file()
    {
        var page = ErrorsPage.Write([], [new("script.sql", Explained + "THROW 51099, @message, 1;")]);

        Assert.Contains("| 51099 | `script.sql` | it is wrong. | Make it right. |", page, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Number_of_a_script_that_is_thrown_elsewhere_is_named()
    {
        SqlSource thrown = new("sql/csc/Procedures/example.sql", Explained + "CREATE PROCEDURE [csc].[example] AS THROW 51099, @message, 1;");

        Assert.Contains("script.sql", Assert.ThrowsExactly<BuildException>(() => ErrorsPage.Write([thrown], [new("script.sql", "THROW 51099, @message, 1;")])).Message, StringComparison.Ordinal);
    }

    private static SqlSource Procedure(params string[] parameters) =>
        new("sql/csc/Procedures/example.sql", $"CREATE PROCEDURE [csc].[example]\n{string.Concat(parameters.Select(parameter => $"    {parameter}\n"))}    @help bit = 0\nAS\nBEGIN\n    RETURN 0;\nEND;\n");
}
