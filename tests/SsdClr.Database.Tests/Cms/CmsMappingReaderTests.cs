using SsdClr.Build;
using SsdClr.Build.Extraction;
using SsdClr.Build.Model;
using SsdClr.Database.Tests.Model;

namespace SsdClr.Database.Tests.Cms;

[TestClass]
public sealed class CmsMappingReaderTests
{
    private const string Pet = """
        object: ssd_pet
        subject: people
        description: Pets.
        fields:
          - {name: pets_id, type: nvarchar, length: 48, nullable: false, primary_key: true, item_ref: PETS001A, description: Row.}
          - {name: pets_note, type: nvarchar, length: 48, nullable: true, item_ref: PETS002A, description: Note.}
        """;

    private const string Valid = """
        system: mosaic
        schema: dbo
        description: Pets.
        lists:
          - {name: kinds, description: kinds of pets}
        code_maps:
          - {name: coats, codes: {Fur: F}}
        objects:
          - object: ssd_pet
            status: unverified
            source: PETS001A
            from: {table: PETS, alias: p}
            joins:
              - {kind: newest, alias: n, table: NOTES, match: ['n.PET_ID = p.ID'], newest: [n.WRITTEN], status: unverified, source: ours}
            where:
              - {column: p.KIND, list: kinds}
            fields:
              - {name: pets_id, column: p.ID, status: verified, source: seen}
              - {name: pets_note, column: n.NOTE, codes: coats, status: unverified, source: PETS002A}

        """;

    [TestMethod]
    public void Valid_mapping_is_read_whole()
    {
        var pet = Read(Valid).Objects.Single();

        Assert.AreEqual(new CmsTable("p", "PETS"), pet.From);
        Assert.AreEqual(CmsJoinKind.Newest, pet.Joins.Single().Kind);
        Assert.AreEqual("kinds", pet.Where.Single().List);
        Assert.AreEqual(new CmsEvidence(true, "seen"), pet.Fields[0].Evidence);
        Assert.AreEqual(new CodeExpression(new CmsColumn("n", "NOTE"), "coats"), pet.Fields[1].Expression);
    }

    [TestMethod]
    [DataRow("system: mosaic", "system: eclipse", "mosaic.yml:1: system: 'eclipse' must be the name of the file.")]
    [DataRow("schema: dbo", "owner: dbo", "mosaic.yml:1: schema: is missing.\nsql/model/cms/mosaic.yml:2: owner: unknown key; known are code_maps, description, lists, objects, schema, system.")]
    [DataRow("object: ssd_pet", "object: ssd_dog", "mosaic.yml:9: objects[0].object: the model has no 'ssd_dog'.\nsql/model/cms/mosaic.yml:9: objects: ssd_pet is missing: map it, or say in unmapped why not.")]
    [DataRow("    status: unverified\n    source: PETS001A", "    status: sure\n    source: PETS001A", "mosaic.yml:10: objects[0].status: 'sure' must be verified or unverified.")]
    [DataRow("    source: PETS001A\n", "", "mosaic.yml:9: objects[0].source: is missing.")]
    [DataRow("    from: {table: PETS, alias: p}\n", "", "mosaic.yml:9: objects[0].from: is missing: name the table of the rows, or say in unmapped why there is none.")]
    [DataRow("alias: p}", "alias: n}", "mosaic.yml:14: objects[0].joins[0].alias: 'n' stands for another table already.")]
    [DataRow("kind: newest", "kind: outer", "mosaic.yml:14: objects[0].joins[0].kind: 'outer' must be one of inner, left, newest.")]
    [DataRow("newest: [n.WRITTEN], ", "", "mosaic.yml:14: objects[0].joins[0].newest: belongs to kind: newest and says by which columns.")]
    [DataRow("match: ['n.PET_ID = p.ID'], ", "", "mosaic.yml:14: objects[0].joins[0].match: is missing.")]
    [DataRow("n.PET_ID = p.ID", "n.PET_ID = x.ID", "mosaic.yml:14: objects[0].joins[0].match: no table is called 'x' here; known are p, n.")]
    [DataRow("list: kinds}", "list: sorts}", "mosaic.yml:16: objects[0].where[0].list: there is no 'sorts'; known are kinds.")]
    [DataRow("list: kinds}", "list: kinds, like: x}", "mosaic.yml:16: objects[0].where[0].column: say one thing of it: in, not_in, like, list or filled: true.")]
    [DataRow("column: p.ID,", "", "mosaic.yml:18: objects[0].fields[0].name: say one of column, first_filled, joined, json, exists, json_list or unmapped.")]
    [DataRow("column: p.ID,", "column: ID,", "mosaic.yml:18: objects[0].fields[0].column: 'ID' must match ^[a-z][a-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]{0,127}$.")]
    [DataRow("column: p.ID,", "column: p.ID, as: money,", "mosaic.yml:18: objects[0].fields[0].as: 'money' must be one of date, whole_number.")]
    [DataRow("column: p.ID,", "column: p.ID, style: 103,", "mosaic.yml:18: objects[0].fields[0].style: belongs to as: date.")]
    [DataRow("codes: coats", "codes: furs", "mosaic.yml:19: objects[0].fields[1].codes: there is no 'furs'; known are coats.")]
    [DataRow("name: pets_note", "name: pets_toy", "mosaic.yml:19: objects[0].fields[1].name: ssd_pet has no field 'pets_toy'.\nsql/model/cms/mosaic.yml:18: objects[0].fields: pets_note is missing: map it, or say in unmapped why not.")]
    [DataRow("name: pets_note", "name: pets_id", "mosaic.yml:19: objects[0].fields[1].name: 'pets_id' occurs twice.\nsql/model/cms/mosaic.yml:18: objects[0].fields: pets_note is missing: map it, or say in unmapped why not.")]
    [DataRow("source: seen", "source: seen, unmapped: no", "mosaic.yml:18: objects[0].fields[0].name: say one of column, first_filled, joined, json, exists, json_list or unmapped.")]
    [DataRow("column: p.ID,", "joined: [p.ID],", "mosaic.yml:18: objects[0].fields[0].joined: must name at least two columns.")]
    [DataRow("column: p.ID,", "json: {A: ID},", "mosaic.yml:18: objects[0].fields[0].json: 'ID' must match ^[a-z][a-z0-9_]*\\.[A-Za-z_][A-Za-z0-9_]{0,127}$.")]
    [DataRow("column: p.ID,", "exists: {table: TOYS, alias: t},", "mosaic.yml:18: objects[0].fields[0].exists.match: is missing.")]
    public void Fault_names_file_line_and_key(string right, string wrong, string expected)
    {
        var yaml = Valid.ReplaceLineEndings("\n").Replace(right, wrong, StringComparison.Ordinal);
        Assert.AreNotEqual(Valid.ReplaceLineEndings("\n"), yaml);

        var fault = Assert.ThrowsExactly<BuildException>(() => Read(yaml));

        Assert.StartsWith("sql/model/cms/" + expected, fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void System_without_a_mapping_is_refused()
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => CmsMappingReader.Read(CheckedOut.Repository, CmsFiles.Model, "acme"));

        Assert.AreEqual("--system acme: there is no mapping of such a system; there are liquid_logic, mosaic.", fault.Message);
    }

    [TestMethod]
    [DataRow("liquid_logic")]
    [DataRow("mosaic")]
    public void Every_field_of_the_model_is_mapped_or_explained(string system)
    {
        var mapping = CmsFiles.AsCheckedIn(system).Mapping;

        CollectionAssert.AreEqual(
            CmsFiles.Model.Objects.SelectMany(table => table.Fields).ToList(),
            mapping.Objects.SelectMany(table => table.Fields.Select(field => field.Field)).ToList());
        Assert.IsTrue(mapping.Objects.SelectMany(table => table.Fields).All(field => (field.Expression is null) == (field.Unmapped is not null)));
    }

    private static CmsMapping Read(string yaml)
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", Pet);
        Directory.CreateDirectory(scratch.Repository.ModelCms);
        File.WriteAllText(CmsMappingReader.PathOf(scratch.Repository, "mosaic"), yaml);
        return CmsMappingReader.Read(scratch.Repository, SsdModelReader.Read(scratch.Repository), "mosaic");
    }
}
