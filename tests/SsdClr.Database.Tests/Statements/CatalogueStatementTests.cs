using Microsoft.SqlServer.Dac.Model;
using SsdClr.Build.Generation;
using SsdClr.Build.Packaging;
using SsdClr.Payload.DataQuality;

namespace SsdClr.Database.Tests.Statements;

/// <summary>The check of an authority's tables asks SQL Server's own catalogue, which SQLite does not have: here SQL Server's compiler reads what it asks.</summary>
[TestClass]
public sealed class CatalogueStatementTests
{
    [TestMethod]
    [DataRow(SqlServerVersion.Sql130)]
    [DataRow(SqlServerVersion.Sql170)]
    public void What_the_check_asks_of_the_catalogue_compiles(SqlServerVersion version)
    {
        string columns = SqlServerCatalogue.ColumnStatement(string.Empty, ["pers_person_id", "pers_sex"]);
        using TSqlModel model = DatabaseModel.Compile(
            [
                .. CheckedOut.SsdClr.Sources,
                new SqlSource("columns", $"CREATE PROCEDURE [csc].[ask_columns] @table nvarchar(4000), @schema nvarchar(4000) AS {columns};"),
                new SqlSource("synonym", $"CREATE PROCEDURE [csc].[ask_synonym] @table nvarchar(4000), @schema nvarchar(4000) AS {SqlServerCatalogue.SynonymStatement(string.Empty)};"),
                new SqlSource("permission", $"CREATE PROCEDURE [csc].[ask_permission] @table nvarchar(4000) AS {SqlServerCatalogue.PermissionStatement};"),
            ],
            version,
            "Latin1_General_BIN2");

        Assert.HasCount(3, model.GetObjects(DacQueryScopes.UserDefined, Procedure.TypeClass).Where(procedure => procedure.Name.Parts[1].StartsWith("ask_", StringComparison.Ordinal)).ToList());
    }

    [TestMethod]
    public void Another_database_is_asked_about_its_own_tables() =>
        Assert.Contains("INNER JOIN [HDM].[sys].[columns]", SqlServerCatalogue.ColumnStatement("[HDM]", ["pers_sex"]), StringComparison.Ordinal);

    [TestMethod]
    public void Another_database_is_asked_about_its_own_synonyms() =>
        Assert.StartsWith("SELECT COUNT(*) FROM [HDM].[sys].[objects] AS o INNER JOIN [HDM].[sys].[schemas]", SqlServerCatalogue.SynonymStatement("[HDM]"), StringComparison.Ordinal);
}
