using SsdClr.Build;
using SsdClr.Build.Model;
using SsdClr.Build.Specification;

namespace SsdClr.Database.Tests.Model;

[TestClass]
public sealed class SpecificationCsvTests
{
    private static readonly string s_csv = SpecificationCsv.Write(SsdModelReader.Read(CheckedOut.Repository).Objects);

    [TestMethod]
    public void Exported_and_imported_again_every_file_is_what_it_was()
    {
        var changed = SpecificationImport.Make(CheckedOut.Repository, "spec.csv", s_csv).Where(file => !file.IsCurrent()).Select(file => Path.GetFileName(file.Path));

        Assert.AreEqual(string.Empty, string.Join(", ", changed));
    }

    [TestMethod]
    public void There_is_a_row_a_field_below_the_names_of_the_columns()
    {
        var rows = CsvRecords.Read("spec.csv", s_csv);

        Assert.HasCount(1 + SsdModelReader.Read(CheckedOut.Repository).Objects.Sum(table => table.Fields.Count), rows);
    }

    [TestMethod]
    public void What_a_spreadsheet_does_to_a_file_does_no_harm()
    {
        var text = '\uFEFF' + s_csv.Replace("\r\n", "\n", StringComparison.Ordinal).Replace(",true,", ",TRUE,", StringComparison.Ordinal) + "\n";

        Assert.IsTrue(SpecificationImport.Make(CheckedOut.Repository, "spec.csv", text).All(file => file.IsCurrent()));
    }

    [TestMethod]
    public void Changed_cell_changes_the_file_of_its_object_alone()
    {
        var text = s_csv.Replace("Name of the team or department.", "Name, as \"\"people\"\" say it", StringComparison.Ordinal).Replace(",Name, as", ",\"Name, as", StringComparison.Ordinal).Replace("say it,", "say it\",", StringComparison.Ordinal);

        var changed = SpecificationImport.Make(CheckedOut.Repository, "spec.csv", text).Single(file => !file.IsCurrent());

        Assert.AreEqual("ssd_department.yml", Path.GetFileName(changed.Path));
        Assert.Contains("    description: 'Name, as \"people\" say it'\n", changed.Content!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Object_that_is_no_more_in_the_CSV_loses_its_file()
    {
        var text = string.Concat(s_csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("ssd_dim_date,", StringComparison.Ordinal)).Select(line => line + "\r\n"));

        var changed = SpecificationImport.Make(CheckedOut.Repository, "spec.csv", text).Single(file => !file.IsCurrent());

        Assert.AreEqual("ssd_dim_date.yml", Path.GetFileName(changed.Path));
        Assert.IsNull(changed.Content);
    }

    [TestMethod]
    [DataRow("object,subject", "table,subject", "spec.csv:1: the first line must name the columns just as the export does: object,subject,")]
    [DataRow("ssd_address,people,", "ssd_address,,", "spec.csv:2: subject: must not be blank.")]
    [DataRow("addr_table_id,nvarchar,48", "addr_table_id,nvarchar,forty", "spec.csv:2: length: must be a whole number or blank.")]
    [DataRow("48,false,true", "48,no,true", "spec.csv:2: nullable: must be true, false or blank.")]
    [DataRow(",0 to 40,", ",0-40,", ": range: must be two whole numbers as in '0 to 40', or blank.")]
    [DataRow("ssd_address,people,", "ssd_address", "spec.csv:2: ")]
    [DataRow("ssd_address,people,", "\"ssd_address,people,", "spec.csv:2: a quote where none may be. Quote whole values, double quotes inside them, and keep each value on one line.")]
    [DataRow("addr_table_id,nvarchar,48", "addr_table_id,money,48", "sql/model/objects/ssd_address.yml:6: fields[0].type: 'money' must be one of ")]
    public void Fault_names_line_and_column_and_nothing_is_made(string right, string wrong, string expected)
    {
        Assert.Contains(right, s_csv, StringComparison.Ordinal);
        var at = s_csv.IndexOf(right, StringComparison.Ordinal);
        var text = s_csv[..at] + wrong + s_csv[(at + right.Length)..];

        var fault = Assert.ThrowsExactly<BuildException>(() => SpecificationImport.Make(CheckedOut.Repository, "spec.csv", text));

        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Rows_of_one_object_must_agree_on_what_the_object_is()
    {
        var at = s_csv.LastIndexOf("ssd_voice_of_child,people", StringComparison.Ordinal);
        var text = s_csv[..at] + "ssd_voice_of_child,send" + s_csv[(at + "ssd_voice_of_child,people".Length)..];

        var fault = Assert.ThrowsExactly<BuildException>(() => SpecificationImport.Make(CheckedOut.Repository, "spec.csv", text));

        Assert.EndsWith(": subject: differs from an earlier row of ssd_voice_of_child: change it in all rows of the object.", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("plain")]
    [DataRow(" blanks ")]
    [DataRow("a, b")]
    [DataRow("say \"it\"")]
    [DataRow("\"")]
    public void Any_value_comes_back_from_CSV_as_it_was(string value)
    {
        var rows = CsvRecords.Read("x.csv", CsvRecords.Write([["first", value, "last"]]));

        CollectionAssert.AreEqual(new[] { "first", value, "last" }, rows.Single().Values.ToArray());
    }
}
