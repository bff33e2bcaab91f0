using System.Text.RegularExpressions;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Generation;
using SsdClr.Build.Installation;
using SsdClr.Build.Model;
using SsdClr.Build.Packaging;

namespace SsdClr.Database.Tests.Model;

/// <summary>The data dictionary made from the checked-in model: pages, views, descriptions in the database.</summary>
[TestClass]
public sealed partial class DictionaryTests
{
    private static readonly SsdModel s_model = SsdModelReader.Read(CheckedOut.Repository);

    [TestMethod]
    public void Page_links_both_ways_along_every_reference()
    {
        var missing = s_model.References
            .Where(reference => !Page(reference.Child).Contains($"- Refers to [{reference.Parent.Name}.{reference.Key.Name}](", StringComparison.Ordinal)
                || !Page(reference.Parent).Contains($"[{reference.Child.Name}.{reference.Field.Name}](", StringComparison.Ordinal))
            .Select(reference => reference.Field.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", missing));
    }

    [TestMethod]
    public void Returns_page_has_each_of_the_55_payload_fields_once()
    {
        var numbers = PayloadRow().Matches(File.ReadAllText(Path.Combine(CheckedOut.Repository.Dictionary, "returns.md"))).Select(match => match.Groups["number"].Value).ToList();

        CollectionAssert.AreEqual(Enumerable.Range(1, 55).Select(number => $"{number}").ToList(), numbers);
    }

    [TestMethod]
    [DataRow("model_objects")]
    [DataRow("model_fields")]
    [DataRow("model_codes")]
    public void View_has_a_row_for_each_of_what_it_shows(string name)
    {
        var expected = name switch
        {
            "model_objects" => s_model.Objects.Select(table => table.Name).ToList(),
            "model_fields" => s_model.Objects.SelectMany(table => table.Fields.Select(_ => table.Name)).ToList(),
            _ => s_model.Categories.SelectMany(category => category.Codes.Select(_ => category.Name)).ToList(),
        };

        CollectionAssert.AreEqual(expected, Rows(name).Select(row => ((StringLiteral)row.ColumnValues[0]).Value).ToList());
    }

    [TestMethod]
    public void Every_text_in_the_views_is_a_Unicode_literal()
    {
        var wrong = ModelView.Names.SelectMany(Rows).SelectMany(row => row.ColumnValues).OfType<StringLiteral>().Where(literal => !literal.IsNational).Select(literal => literal.Value);

        Assert.AreEqual(string.Empty, string.Join(", ", wrong));
    }

    [TestMethod]
    public void Analyst_may_read_the_views()
    {
        var permissions = TSqlPermissions();

        Assert.AreEqual(string.Empty, string.Join(", ", ModelView.Names.Where(name => !permissions.Contains($"GRANT SELECT ON OBJECT::[csc].[{name}] TO [csc_analyst];", StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Every_table_and_column_of_the_package_is_described()
    {
        using var model = DatabaseModel.Compile(CheckedOut.Ssd.Sources, SqlServerVersion.Sql130, "Latin1_General_BIN2");

        Assert.HasCount(s_model.Objects.Count + s_model.Objects.Sum(table => table.Fields.Count), model.GetObjects(DacQueryScopes.UserDefined, ExtendedProperty.TypeClass).ToList());
    }

    [TestMethod]
    public void Foreign_keys_of_the_package_are_those_that_SQL_Server_takes_and_none_is_enforced()
    {
        using var model = DatabaseModel.Compile(CheckedOut.Ssd.Sources, SqlServerVersion.Sql130, "Latin1_General_BIN2");

        var keys = model.GetObjects(DacQueryScopes.UserDefined, ForeignKeyConstraint.TypeClass).ToList();

        CollectionAssert.AreEquivalent(
            s_model.References.Where(reference => reference.Obstacle is null).Select(reference => $"FK_{reference.Child.Name}_{reference.Field.Name}").ToList(),
            keys.ConvertAll(key => key.Name.Parts[^1]));
        Assert.IsTrue(keys.TrueForAll(key => key.GetProperty<bool>(ForeignKeyConstraint.Disabled)));
    }

    [TestMethod]
    [DataRow(true, 48, null)]
    [DataRow(false, 48, "dogs_id is no key")]
    [DataRow(true, 100, "dogs_id has another type or length")]
    public void Reference_says_why_SQL_Server_would_take_no_constraint(bool isKey, int length, string? expected)
    {
        var parent = new SsdField("dogs_id", "nvarchar", 48, "Dog.") { IsNullable = !isKey, IsPrimaryKey = isKey };
        var child = new SsdField("pets_dog_id", "nvarchar", length, "Dog.") { IsNullable = true, ForeignKey = "ssd_dog.dogs_id" };
        var model = new SsdModel([new SsdObject("ssd_dog", "Dogs.", [parent]), new SsdObject("ssd_pet", "Pets.", [child])], []);

        Assert.AreEqual(expected, model.References.Single().Obstacle);
    }

    private static string Page(SsdObject table) => File.ReadAllText(Path.Combine(CheckedOut.Repository.Dictionary, table.Name + ".md"));

    private static string TSqlPermissions() => File.ReadAllText(Path.Combine(CheckedOut.Repository.Csc, "Security", "csc_analyst.permissions.sql"));

    private static IList<RowValue> Rows(string name)
    {
        var view = (CreateViewStatement)new SqlSource(name, File.ReadAllText(Path.Combine(CheckedOut.Repository.Csc, "Views", name + ".sql"))).Parse().Batches.Single().Statements.Single();
        var rows = (InlineDerivedTable)((QuerySpecification)view.SelectStatement.QueryExpression).FromClause.TableReferences.Single();
        Assert.IsTrue(rows.RowValues.All(row => row.ColumnValues.Count == rows.Columns.Count));
        return rows.RowValues;
    }

    [GeneratedRegex(@"^\| (?<number>[0-9]+) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex PayloadRow();
}
