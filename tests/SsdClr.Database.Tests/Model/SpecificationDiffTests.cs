using SsdClr.Build;
using SsdClr.Build.Model;
using SsdClr.Build.Specification;

namespace SsdClr.Database.Tests.Model;

[TestClass]
public sealed class SpecificationDiffTests
{
    private const string Former = "object,field,type,item_ref\r\nssd_pet,pets_id,int,PETS001A\r\nssd_pet,pets_ended,date,PETS002A\r\nssd_pet,pets_toy,int,\r\n";

    [TestMethod]
    public void Additions_renames_changes_and_drops_are_listed()
    {
        const string Latter = "object,field,type,length,item_ref\r\nssd_pet,pets_id,bigint,,PETS001A\r\nssd_pet,pets_end_date,date,,PETS002A\r\nssd_pet,pets_name,nvarchar,48,PETS004A\r\n";

        var lines = SpecificationDiff.Of("old.csv", Former, "new.csv", Latter);

        CollectionAssert.AreEqual(
            new[]
            {
                "added ssd_pet.pets_name",
                "renamed ssd_pet.pets_ended to ssd_pet.pets_end_date",
                "changed ssd_pet.pets_id: type 'int' is 'bigint'",
                "dropped ssd_pet.pets_toy",
                "1 added, 1 renamed, 1 changed, 1 dropped.",
            },
            lines.ToArray());
    }

    [TestMethod]
    public void Export_does_not_differ_from_itself()
    {
        var export = SpecificationCsv.Write(SsdModelReader.Read(CheckedOut.Repository).Objects);

        Assert.AreEqual("0 added, 0 renamed, 0 changed, 0 dropped.", SpecificationDiff.Of("a.csv", export, "b.csv", export).Single());
    }

    [TestMethod]
    [DataRow("a,b\r\n1,2\r\n", "new.csv:1: the first line must name the columns, object and field among them, as the export does.")]
    [DataRow("object,field\r\nssd_pet\r\n", "new.csv:2: has 1 values, where the first line names 2 columns.")]
    [DataRow("object,field\r\nssd_pet,a\r\nssd_pet,a\r\n", "new.csv:3: ssd_pet.a occurs twice.")]
    public void File_that_is_no_export_is_refused(string text, string expected)
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => SpecificationDiff.Of("old.csv", Former, "new.csv", text));

        Assert.AreEqual(expected, fault.Message);
    }

    [TestMethod]
    public void Change_log_names_tables_and_fields_of_the_model()
    {
        var model = SsdModelReader.Read(CheckedOut.Repository);
        var names = model.Objects.Select(table => table.Name).Concat(model.Objects.SelectMany(table => table.Fields.Select(field => $"{table.Name}.{field.Name}"))).ToHashSet(StringComparer.Ordinal);
        var versions = ModelVersionReader.Read(CheckedOut.Repository);

        var named = versions.SelectMany(version => version.Added.Concat(version.Changed).Concat(version.Deprecated)).Select(item => item.Split(':')[0]).ToList();

        Assert.IsNotEmpty(named);
        Assert.IsEmpty(named.Except(names, StringComparer.Ordinal));
    }
}
