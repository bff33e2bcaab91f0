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
        subject: people

        """;

    [TestMethod]
    public void Valid_object_is_read_whole()
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", Valid);

        var pet = SsdModelReader.Read(scratch.Repository).Objects.Single();

        Assert.AreEqual("ssd_pet", pet.Name);
        Assert.AreEqual(new SsdField("pets_table_id", "nvarchar", 48, "Identifies the row.") { IsPrimaryKey = true, ItemReference = "PETS001A" }, pet.Fields[0] with { Feeds = [], Returns = [] });
        Assert.AreEqual(SsdField.MaximumLength, pet.Fields[1].Length);
        Assert.AreEqual("ssd_pet.pets_table_id", pet.Fields[1].ForeignKey);
        CollectionAssert.AreEqual(new[] { "child_details.note (99)" }, pet.Fields[1].Feeds.ToArray());
        CollectionAssert.AreEqual(new[] { "CIN", "Local" }, pet.Fields[1].Returns.ToArray());
    }

    [TestMethod]
    [DataRow("object: ssd_pet", "object: ssd_dog", "ssd_pet.yml:1: object: 'ssd_dog' must be the name of the file.")]
    [DataRow("object: ssd_pet", "object: [ssd_pet]", "ssd_pet.yml:1: object: must be text.")]
    [DataRow("description: Pets.", "", "ssd_pet.yml:1: description: is missing.")]
    [DataRow("description: Pets.", "description: Pets.\nowner: me", "ssd_pet.yml:3: owner: unknown key; known are description, fields, keyless, object, subject.")]
    [DataRow("type: nvarchar\n    length: 48", "type: money\n    length: 48", "ssd_pet.yml:5: fields[0].type: 'money' must be one of nvarchar, nchar, varchar, binary, datetime, date, int, tinyint, bit, float.")]
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
    [DataRow("item_ref: PETS001A", "item_ref: PETS1", "ssd_pet.yml:9: fields[0].item_ref: 'PETS1' must match ^[A-Z0-9]{4}[0-9]{3,4}[A-Z]$.")]
    [DataRow("name: pets_note", "name: pets_table_id", "ssd_pet.yml:11: fields[1].name: 'pets_table_id' occurs twice.")]
    [DataRow("foreign_key: ssd_pet.pets_table_id", "foreign_key: ssd_pet.pets_id", "ssd_pet.yml:15: fields[1].foreign_key: ssd_pet has no field pets_id.")]
    [DataRow("returns: [CIN, Local]", "returns: CIN", "ssd_pet.yml:19: fields[1].returns: must be a list of at least one value; leave the key out where there is none.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, '?']", "ssd_pet.yml:19: fields[1].returns: '?' must match ^[A-Za-z0-9_]+$.")]
    [DataRow("subject: people", "", "ssd_pet.yml:1: subject: is missing.")]
    [DataRow("subject: people", "subject: animals", "ssd_pet.yml:20: subject: 'animals' must be one of people, contact_and_early_help, child_in_need, child_protection, looked_after, health_and_wellbeing, permanence, send, workforce, administration.")]
    [DataRow("subject: people", "subject: people\nkeyless: true", "ssd_pet.yml:4: fields: the object says keyless: true, so no field may have primary_key: true.")]
    [DataRow("foreign_key: ssd_pet.pets_table_id", "foreign_key: ssd_dog.dogs_id", "ssd_pet.yml:15: fields[1].foreign_key: there is no object ssd_dog.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, MIN]", "ssd_pet.yml:19: fields[1].returns: 'MIN' must be one of SSDA903, CIN, AnnexA, RIIA, SEN2, ASGLB, CSCWF, ADCS_SP, NEETandparticipation, Local, 1aNotInCMS, 1aDraft, 1bSpecified, 1bDraft.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, Local]\n    return_items: {SEN2: Pet}", "ssd_pet.yml:20: fields[1].return_items: SEN2 is not in returns.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, Local]\n    sources: {acme: PETS.NOTE}", "ssd_pet.yml:20: fields[1].sources.acme: unknown key; known are azeus, caredirector, eclipse, liquid_logic, mosaic.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, Local]\n    sources: PETS.NOTE", "ssd_pet.yml:20: fields[1].sources: must be a mapping of keys to values; leave the key out where there is none.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, Local]\n    validators: {needed: true}", "ssd_pet.yml:20: fields[1].validators.needed: unknown key; known are date_order, max_length, one_of, pattern, range, required, unique.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, Local]\n    validators: {one_of: exact}", "ssd_pet.yml:20: fields[1].validators: one_of: say in category which code list is meant.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, Local]\n    validators: {pattern: '('}", "ssd_pet.yml:20: fields[1].validators.pattern: is no regular expression.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, Local]\n    validators: {pattern: '(?=a)'}", "ssd_pet.yml:20: fields[1].validators.pattern: must do without looking ahead or back.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, Local]\n    validators: {max_length: 0}", "ssd_pet.yml:20: fields[1].validators.max_length: must be a number from 1 to 4000.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, Local]\n    validators: {date_order: pets_table_id}", "ssd_pet.yml:20: fields[1].validators: date_order: nvarchar is no date.\nssd_pet.yml:20: fields[1].validators: date_order: ssd_pet has no date pets_table_id.")]
    [DataRow("returns: [CIN, Local]", "returns: [CIN, Local]\n    validators: {range: [1, 2]}", "ssd_pet.yml:20: fields[1].validators: range: nvarchar is no number.")]
    [DataRow("item_ref: PETS001A", "item_ref: PETS001A\n    validators: {max_length: 48}", "ssd_pet.yml:10: fields[0].validators: max_length: the column takes no more than this anyway.")]
    [DataRow("item_ref: PETS001A", "item_ref: PETS001A\n    validators: {range: [2, 1]}", "ssd_pet.yml:10: fields[0].validators.range: must be two whole numbers, the least and the greatest: [0, 40].")]
    public void Fault_names_file_line_and_key(string right, string wrong, string expected)
    {
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        using var scratch = new ScratchRepository("ssd_pet.yml", Valid.Replace(right, wrong, StringComparison.Ordinal));

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.AreEqual("sql/model/objects/" + expected.Replace("\n", "\nsql/model/objects/", StringComparison.Ordinal), fault.Message);
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
    public void Everything_that_may_be_said_of_a_field_is_read()
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", """
            object: ssd_pet
            subject: send
            description: Pets.
            keyless: true
            fields:
              - {name: born, type: date, nullable: true, description: Birth.}
              - name: legs
                type: tinyint
                nullable: false
                description: Number of legs.
                note: Published as arms.
                validators: {required: true, unique: true, pattern: '^[0-9]$', range: [0, 8]}
                returns: [CIN, Local]
                return_items: {CIN: PetLegs}
                sources: {mosaic: PETS.LEGS, liquid_logic: FACT_PET.LEGS}
              - {name: died, type: datetime, nullable: true, description: Death., validators: {date_order: born}}

            """);

        var pet = SsdModelReader.Read(scratch.Repository).Objects.Single();

        Assert.AreEqual("send", pet.Subject);
        Assert.IsNull(pet.Key);
        Assert.IsNull(pet.Fields[1].ItemReference);
        Assert.AreEqual("Published as arms.", pet.Fields[1].Note);
        Assert.AreEqual(new SsdValidators(true, true, null, null, "^[0-9]$", null, (0, 8)), pet.Fields[1].Validators);
        CollectionAssert.AreEqual(new[] { KeyValuePair.Create("CIN", "PetLegs") }, pet.Fields[1].ReturnItems.ToArray());
        CollectionAssert.AreEqual(new[] { KeyValuePair.Create("liquid_logic", "FACT_PET.LEGS"), KeyValuePair.Create("mosaic", "PETS.LEGS") }, pet.Fields[1].Sources.ToArray());
        Assert.AreEqual("born", pet.Fields[2].Validators.DateOrder);
    }

    [TestMethod]
    public void All_faults_are_reported_together()
    {
        using var scratch = new ScratchRepository("ssd_pet.yml", Valid.Replace("length: 48", "length: 0", StringComparison.Ordinal).Replace("nullable: true", "nullable: maybe", StringComparison.Ordinal));

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.HasCount(2, fault.Faults);
    }
}
