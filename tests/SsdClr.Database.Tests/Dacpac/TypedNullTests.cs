using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Installation;
using SsdClr.Database.Tests.Scripts;

namespace SsdClr.Database.Tests.Dacpac;

/// <summary>A column of VALUES that holds NULL alone is int: what it is compared with is then converted to int, and fails.</summary>
[TestClass]
public sealed class TypedNullTests
{
    [TestMethod]
    public void No_column_of_VALUES_is_NULL_in_every_row()
    {
        var texts = TSqlFile.All.Where(file => file.Name.StartsWith("sql/csc/", StringComparison.Ordinal)).Select(file => (file.Name, file.Text))
            .Concat(DeploymentScript.All.Select(script => (script.Name, script.Text)))
            .Append(("install.sql", InstallScript.Write(CheckedOut.Release.Whole, [])))
            .Append(("install.sql, signed", InstallScript.Write(Install.SyntheticVersions.UnderAnotherKey.Whole, [])));

        Assert.AreEqual(string.Empty, string.Join(", ", texts.SelectMany(text => Untyped(text.Item1, text.Item2))));
    }

    [TestMethod]
    [DataRow("SELECT [v].[b] FROM (VALUES (1, NULL), (2, NULL)) AS [v] ([a], [b]);")]
    [DataRow("DECLARE @later_statement nvarchar(max) = N'SELECT [v].[b] FROM (VALUES (N''x'', NULL)) AS [v] ([a], [b]);';")]
    public void Untyped_NULL_is_found(string text) => Assert.HasCount(1, Untyped("planted", text).ToList());

    /// <summary>True where the column is read through a CAST alone, which gives it its type.</summary>
    private static bool IsCast(TSqlFragment parsed, string column)
    {
        var casts = Fragments.Of<CastCall>(parsed);
        var read = Fragments.Of<ColumnReferenceExpression>(parsed).Where(reference => reference.MultiPartIdentifier?.Identifiers[^1].Value == column).ToList();
        return read.Count > 0 && read.TrueForAll(reference => casts.Exists(cast => cast.Parameter == reference));
    }

    private static IEnumerable<string> Untyped(string name, string text)
    {
        var parsed = DeploymentScript.Parse(name, text);
        foreach (var table in Fragments.Of<InlineDerivedTable>(parsed))
        {
            for (var column = 0; column < table.RowValues[0].ColumnValues.Count; column++)
            {
                if (table.RowValues.All(row => row.ColumnValues[column] is NullLiteral) && !IsCast(parsed, table.Columns[column].Value))
                {
                    yield return $"{name}:{table.StartLine} column {column + 1}";
                }
            }
        }

        foreach (var inner in Fragments.Of<StringLiteral>(parsed).Where(literal => literal.Value.Contains("VALUES", StringComparison.Ordinal) && TSqlVersions.Take(literal.Value)))
        {
            foreach (var fault in Untyped($"{name}:{inner.StartLine}", inner.Value))
            {
                yield return fault;
            }
        }
    }
}
