using SsdClr.Build;
using SsdClr.Build.Model;

namespace SsdClr.Database.Tests.Model;

[TestClass]
public sealed class SsdModelReaderTests
{
    private const string Valid = """
        object: ssd_pet
        description: Pets.
        fields:
          - name: pets_table_id
            type: nvarchar
            length: 48
            nullable: false
            primary_key: true
            item_ref: PETS001A
            description: Identifies the row.
          - name: pets_note
            type: nvarchar
            length: max
            nullable: true
            foreign_key: ssd_pet.pets_table_id
            item_ref: PETS002A
            description: A note.
            feeds: ['child_details.note (99)']
            returns: [CIN, Local]

        """;

    [TestMethod]
    public void Valid_object_is_read_whole()
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", Valid);

        var pet = SsdModelReader.Read(scratch.Repository).Objects.Single();

        Assert.AreEqual("ssd_pet", pet.Name);
        Assert.AreEqual(new SsdField("pets_table_id", "nvarchar", 48, false, true, false, null, "PETS001A", "Identifies the row.", [], [], null), pet.Fields[0] with { Feeds = [], Returns = [] });
        Assert.AreEqual(SsdField.MaximumLength, pet.Fields[1].Length);
        Assert.AreEqual("ssd_pet.pets_table_id", pet.Fields[1].ForeignKey);
        CollectionAssert.AreEqual(new[] { "child_details.note (99)" }, pet.Fields[1].Feeds.ToArray());
        CollectionAssert.AreEqual(new[] { "CIN", "Local" }, pet.Fields[1].Returns.ToArray());
    }

    [TestMethod]
    [DataRow("object: ssd_pet", "object: ssd_dog", "ssd_pet.yml:1: object: 'ssd_dog' must be the name of the file.")]
    [DataRow("object: ssd_pet", "object: [ssd_pet]", "ssd_pet.yml:1: object: must be text.")]
    [DataRow("description: Pets.", "", "ssd_pet.yml:1: description: is missing.")]
    [DataRow("description: Pets.", "description: Pets.\nowner: me", "ssd_pet.yml:3: owner: unknown key; known are description, fields, object.")]
    [DataRow("type: nvarchar\n    length: 48", "type: varchar\n    length: 48", "ssd_pet.yml:5: fields[0].type: 'varchar' must be one of nvarchar, nchar, datetime, int, float.")]
    [DataRow("length: 48", "length: forty", "ssd_pet.yml:6: fields[0].length: must be 1 to 4000, or max.")]
    [DataRow("length: 48", "length: 4001", "ssd_pet.yml:6: fields[0].length: must be 1 to 4000, or max.")]
    [DataRow("length: 48", "length: max", "ssd_pet.yml:6: fields[0].length: max is for nvarchar without key or index only.")]
    [DataRow("type: nvarchar\n    length: 48", "type: int\n    length: 48", "ssd_pet.yml:6: fields[0].length: int has no length.")]
    [DataRow("    length: max\n", "", "ssd_pet.yml:11: fields[1].length: nvarchar needs a length.")]
    [DataRow("nullable: false", "nullable: no", "ssd_pet.yml:7: fields[0].nullable: must be true or false.")]
    [DataRow("nullable: false", "nullable: true", "ssd_pet.yml:7: fields[0].nullable: a primary key cannot be nullable.")]
    [DataRow("    nullable: true\n", "", "ssd_pet.yml:11: fields[1].nullable: is missing.")]
    [DataRow("primary_key: true", "primary_key: false", "ssd_pet.yml:4: fields: exactly one field must have primary_key: true.")]
    [DataRow("primary_key: true", "primary_key: true\n    index: true", "ssd_pet.yml:9: fields[0].index: a primary key has its index already.")]
    [DataRow("item_ref: PETS001A", "item_ref: PETS1", "ssd_pet.yml:9: fields[0].item_ref: 'PETS1' must match ^[A-Z0-9]{4}[0-9]{3}[A-Z]$.")]
    [DataRow("name: pets_note", "name: pets_table_id", "ssd_pet.yml:11: fields[1].name: 'pets_table_id' occurs twice.")]
    [DataRow("foreign_key: ssd_pet.pets_table_id", "foreign_key: ssd_pet.pets_id", "ssd_pet.yml:15: fields[1].foreign_key: ssd_pet has no field pets_id.")]
    [DataRow("returns: [CIN, Local]", "returns: CIN", "ssd_pet.yml:19: fields[1].returns: must be a list of at least one value; leave the key out where there is none.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, '?']", "ssd_pet.yml:19: fields[1].returns: '?' must match ^[A-Za-z0-9_]+$.")]
    public void Fault_names_file_line_and_key(string right, string wrong, string expected)
    {
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        using var scratch = new ScratchRepository("ssd_pet.yml", Valid.Replace(right, wrong, StringComparison.Ordinal));

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.AreEqual("sql/model/objects/" + expected, fault.Message);
    }

    [TestMethod]
    [DataRow("object: ssd_pet\nfields: [\n", "sql/model/objects/ssd_pet.yml:3: not YAML: ")]
    [DataRow("object: ssd_pet\nobject: ssd_pet\n", "sql/model/objects/ssd_pet.yml:2: not YAML: ")]
    [DataRow("- ssd_pet\n", "sql/model/objects/ssd_pet.yml:1: object: the file must hold one object: a mapping of keys to values.")]
    [DataRow("", "sql/model/objects/ssd_pet.yml:1: object: the file must hold one object: a mapping of keys to values.")]
    public void File_that_is_no_object_is_a_fault_with_its_line(string yaml, string expected)
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", yaml);

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.StartsWith(expected, fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void All_faults_are_reported_together()
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", Valid.Replace("length: 48", "length: 0", StringComparison.Ordinal).Replace("nullable: true", "nullable: maybe", StringComparison.Ordinal));

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.HasCount(2, fault.Faults);
    }
}
