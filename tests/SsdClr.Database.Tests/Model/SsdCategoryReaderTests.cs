using SsdClr.Build;
using SsdClr.Build.Model;

namespace SsdClr.Database.Tests.Model;

[TestClass]
public sealed class SsdCategoryReaderTests
{
    private const string Valid = """
        category: species
        code_list: Species
        feeds: child_details.pet (99)
        description: Kind of pet.
        note: The published list has no fish.
        codes:
          - {value: CAT, description: A cat}
          - {value: '4', description: Other}

        """;

    private const string Pet = """
        object: ssd_pet
        description: Pets.
        fields:
          - {name: pets_table_id, type: int, nullable: false, primary_key: true, item_ref: PETS001A, description: Row.}
          - name: pets_species
            type: int
            nullable: true
            item_ref: PETS002A
            description: Kind.
            category: species
            feeds: ['child_details.pet (99)']
        subject: people

        """;

    [TestMethod]
    public void Valid_category_is_read_whole()
    {
        using var scratch = Scratch(Pet, Valid);

        var model = SsdModelReader.Read(scratch.Repository);

        var species = model.Categories.Single();
        Assert.AreEqual(
            new SsdCategory("species", "Species", "child_details.pet (99)", "Kind of pet.", "The published list has no fish.", []),
            species with { Codes = [], PublishedAs = [] });
        CollectionAssert.AreEqual(new SsdCode[] { new("CAT", "A cat"), new("4", "Other") }, species.Codes.ToArray());
        Assert.AreEqual("species", model.Objects.Single().Fields[1].Category);
    }

    [TestMethod]
    [DataRow("category: species", "category: animals", "species.yml:1: category: 'animals' must be the name of the file.")]
    [DataRow("category: species", "category: [species]", "species.yml:1: category: must be text.")]
    [DataRow("category: species\n", "", "species.yml:1: category: is missing.")]
    [DataRow("code_list: Species", "code_list: pet species", "species.yml:2: code_list: 'pet species' must match ^[A-Z][A-Za-z0-9]*$.")]
    [DataRow("feeds: child_details.pet (99)\n", "", "species.yml:2: code_list: the rules are about payload fields: say in feeds which field the codes are of.")]
    [DataRow("feeds: child_details.pet (99)", "feeds: Pet", @"species.yml:3: feeds: 'Pet' must match ^[a-z0-9_]+(\[\])?(\.[a-z0-9_]+(\[\])?)*( \([0-9]+\))?$.")]
    [DataRow("description: Kind of pet.\n", "", "species.yml:1: description: is missing.")]
    [DataRow("note: The published list has no fish.", "note: ''", "species.yml:5: note: must be text.")]
    [DataRow("note: ", "source: ", "species.yml:5: source: unknown key; known are category, code_list, codes, description, feeds, note, published_as, without_field.")]
    [DataRow("  - {value: CAT, description: A cat}\n  - {value: '4', description: Other}\n", "  CAT: A cat\n", "species.yml:7: codes: must be a list of at least one value; leave the key out where there is none.")]
    [DataRow("codes:\n  - {value: CAT, description: A cat}\n  - {value: '4', description: Other}\n", "", "species.yml:1: codes: is missing.")]
    [DataRow("{value: CAT, description: A cat}", "CAT", "species.yml:7: codes[0]: must be a mapping of keys to values.")]
    [DataRow("{value: CAT, description: A cat}", "{value: CAT}", "species.yml:7: codes[0].description: is missing.")]
    [DataRow("{value: CAT, description: A cat}", "{code: CAT, value: CAT, description: A cat}", "species.yml:7: codes[0].code: unknown key; known are description, known_as, value.")]
    [DataRow("value: '4'", "value: CAT", "species.yml:8: codes[1].value: 'CAT' occurs twice.")]
    [DataRow("value: '4'", "value: ' 4'", @"species.yml:8: codes[1].value: ' 4' must match ^[^\s""\\]([^\r\n\t""\\]*[^\s""\\])?\z.")]
    public void Fault_names_file_line_and_key(string right, string wrong, string expected)
    {
        Assert.Contains(right, Valid, StringComparison.Ordinal);
        using var scratch = Scratch(Pet, Valid.Replace(right, wrong, StringComparison.Ordinal));

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.AreEqual("sql/model/categories/" + expected, fault.Message);
    }

    [TestMethod]
    public void File_that_is_no_category_is_the_only_fault()
    {
        using var scratch = Scratch(Pet, "- CAT\n");

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.AreEqual("sql/model/categories/species.yml:1: category: the file must hold one category: a mapping of keys to values.", fault.Message);
    }

    [TestMethod]
    [DataRow("category: species", "category: race", "ssd_pet.yml:10: fields[1].category: there is no category race; known are species.")]
    [DataRow("category: species", "category: [species]", "ssd_pet.yml:10: fields[1].category: must be text.")]
    [DataRow("feeds: ['child_details.pet (99)']", "feeds: [child_details.dog]", "ssd_pet.yml:10: fields[1].category: species holds the codes of child_details.pet (99), which this field does not feed.")]
    public void Field_is_refused_a_category_that_is_not_its_own(string right, string wrong, string expected)
    {
        Assert.Contains(right, Pet, StringComparison.Ordinal);
        using var scratch = Scratch(Pet.Replace(right, wrong, StringComparison.Ordinal), Valid);

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.AreEqual("sql/model/objects/" + expected, fault.Message);
    }

    [TestMethod]
    public void Category_that_no_field_uses_is_a_fault()
    {
        using var scratch = Scratch(Pet.Replace("    category: species\n", string.Empty, StringComparison.Ordinal), Valid);

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.AreEqual("sql/model/categories/species.yml:1: category: no field in sql/model/objects uses species.", fault.Message);
    }

    [TestMethod]
    public void Category_that_no_field_uses_says_why()
    {
        using var scratch = Scratch(Pet.Replace("    category: species\n", string.Empty, StringComparison.Ordinal), Valid + "published_as: [pet_kind]\nwithout_field: Nobody asked.\n");

        var species = SsdModelReader.Read(scratch.Repository).Categories.Single();

        Assert.AreEqual("Nobody asked.", species.WithoutField);
        CollectionAssert.AreEqual(new[] { "pet_kind" }, species.PublishedAs.ToArray());
    }

    [TestMethod]
    public void Category_that_a_field_uses_cannot_say_that_none_does()
    {
        using var scratch = Scratch(Pet, Valid + "without_field: Nobody asked.\n");

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.AreEqual("sql/model/categories/species.yml:9: without_field: a field uses species: leave this key out.", fault.Message);
    }

    [TestMethod]
    public void Two_categories_cannot_be_one_code_list()
    {
        using var scratch = Scratch(Pet, Valid);
        File.WriteAllText(Path.Combine(scratch.Repository.ModelCategories, "animal.yml"), Valid.Replace("category: species", "category: animal", StringComparison.Ordinal));

        var fault = Assert.ThrowsExactly<BuildException>(() => SsdModelReader.Read(scratch.Repository));

        Assert.AreEqual("sql/model/categories/species.yml:2: code_list: 'Species' is the list of animal already.", fault.Message);
    }

    private static ScratchRepository Scratch(string pet, string species)
    {
        var scratch = new ScratchRepository("ssd_pet.yml", pet);
        File.WriteAllText(Path.Combine(scratch.Repository.ModelCategories, "species.yml"), species);
        return scratch;
    }
}
