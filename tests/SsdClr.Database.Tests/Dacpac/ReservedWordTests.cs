using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace SsdClr.Database.Tests.Dacpac;

/// <summary>
/// People type names without brackets. A reserved word then is a syntax error, and the batch it stands in fails whole. A parameter begins with @, which no
/// reserved word does; but whoever writes it without gets the same error, and a name that is right in one place should be right in all.
/// </summary>
[TestClass]
public sealed class ReservedWordTests
{
    [TestMethod]
    public void No_name_of_ours_is_a_reserved_word()
    {
        var reserved = TSqlFile.All
            .Where(file => file.Name.StartsWith("sql/csc/", StringComparison.Ordinal) && !file.Name.EndsWith(".permissions.sql", StringComparison.Ordinal))
            .SelectMany(file => Names(file).Where(TSqlVersions.Reserve).Select(name => $"{file.Name}: {name}"));

        Assert.AreEqual(string.Empty, string.Join(", ", reserved));
    }

    [TestMethod]
    [DataRow("check")]
    [DataRow("Plan")]
    [DataRow("user")]
    public void Reserved_word_is_known(string word) => Assert.IsTrue(TSqlVersions.Reserve(word));

    [TestMethod]
    public void Names_of_objects_columns_and_parameters_are_looked_at()
    {
        var names = TSqlFile.All.SelectMany(Names).ToHashSet(StringComparer.Ordinal);

        Assert.IsTrue(names.IsSupersetOf(["preflight", "run_log", "held_if_sent", "what_to_do", "csc_operator", "example_keys", "confirm_first_run"]));
    }

    private static IEnumerable<string> Names(TSqlFile file) =>
    [
        Path.GetFileNameWithoutExtension(file.Name).Split('.')[0],
        .. file.Statements.SelectMany(Fragments.Of<ColumnDefinition>).Select(column => column.ColumnIdentifier.Value),
        .. file.Statements.SelectMany(Fragments.Of<ProcedureParameter>).Select(parameter => parameter.VariableName.Value[1..]),
        .. file.Statements.OfType<CreateViewStatement>().SelectMany(view => CscModel.Columns(view.SelectStatement.QueryExpression)),
        .. file.Statements.OfType<CreateFunctionStatement>().Select(function => function.ReturnType).OfType<SelectFunctionReturnType>()
            .SelectMany(returned => CscModel.Columns(returned.SelectStatement.QueryExpression)),
    ];
}
