using System.Globalization;
using SsdClr.Build.Model;

namespace SsdClr.Database.Tests.Model;

/// <summary>The checked-in model itself.</summary>
[TestClass]
public sealed class SsdModelTests
{
    private static readonly SsdModel s_model = SsdModelReader.Read(CheckedOut.Repository);
    private static readonly IReadOnlyList<SsdObject> s_objects = s_model.Objects;

    [TestMethod]
    public void Every_payload_field_but_the_authority_s_own_code_comes_from_a_column()
    {
        var fed = s_objects.SelectMany(table => table.Fields).SelectMany(field => field.Feeds)
            .Where(feed => feed.EndsWith(')'))
            .Select(feed => int.Parse(feed[(feed.IndexOf('(', StringComparison.Ordinal) + 1)..^1], CultureInfo.InvariantCulture))
            .Distinct()
            .Order()
            .ToList();

        CollectionAssert.AreEqual(Enumerable.Range(2, 54).ToList(), fed);
    }

    [TestMethod]
    [DataRow("ssd_person.pers_person_id")]
    [DataRow("ssd_cin_episodes.cine_referral_id")]
    [DataRow("ssd_cin_assessments.cina_assessment_id")]
    [DataRow("ssd_s47_enquiry.s47e_s47_enquiry_id")]
    public void Every_column_that_leads_back_to_a_parent_the_flow_joins_to_has_an_index(string parent)
    {
        var children = s_objects.SelectMany(table => table.Fields).Where(field => field.ForeignKey == parent).ToList();

        Assert.IsNotEmpty(children);
        Assert.AreEqual(string.Empty, string.Join(", ", children.Where(field => !field.IsIndexed && !field.IsPrimaryKey).Select(field => field.Name)));
    }

    [TestMethod]
    public void No_object_and_no_field_of_the_published_specification_is_missing()
    {
        var ours = s_objects.SelectMany(table => table.Fields.Select(field => $"{table.Name}.{field.Name}")).Order(StringComparer.Ordinal).ToArray();

        CollectionAssert.AreEqual(Published("PublishedFields").Order(StringComparer.Ordinal).ToArray(), ours);
    }

    [TestMethod]
    public void Every_published_code_list_is_in_just_one_category()
    {
        var ours = s_model.Categories.SelectMany(category => category.PublishedAs).Order(StringComparer.Ordinal).ToArray();

        CollectionAssert.AreEqual(Published("PublishedCodeLists").Order(StringComparer.Ordinal).ToArray(), ours);
    }

    [TestMethod]
    [DataRow("ssd_cla_episodes", "clae_cla_placement_id", "ssd_cla_placement.clap_cla_placement_id")]
    [DataRow("ssd_ehcp_named_plan", "ehcn_ehcp_asmt_id", "ssd_ehcp_assessment.ehca_ehcp_assessment_id")]
    [DataRow("ssd_mother", "moth_person_id", "ssd_person.pers_person_id")]
    public void Published_reference_without_an_end_is_mended_and_says_so(string table, string name, string end)
    {
        var field = s_objects.Single(candidate => candidate.Name == table).Fields.Single(candidate => candidate.Name == name);

        Assert.AreEqual(end, field.ForeignKey);
        Assert.StartsWith("Published as a reference to ", field.Note!, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Every_column_that_is_never_NULL_is_required()
    {
        var wrong = s_objects.SelectMany(table => table.Fields).Where(field => !field.IsNullable && !field.Validators.IsRequired).Select(field => field.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", wrong));
    }

    [TestMethod]
    public void Every_key_is_unique()
    {
        var wrong = s_objects.Select(table => table.Key).OfType<SsdField>().Where(field => !field.Validators.IsUnique).Select(field => field.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", wrong));
    }

    [TestMethod]
    public void Every_column_of_a_table_about_children_carries_the_prefix_of_its_table()
    {
        var mixed = s_objects.Where(table => table.Subject != "administration" && table.Name != "ssd_pre_cla_care_plan" && table.Fields.Select(field => field.Name[..5]).Distinct(StringComparer.Ordinal).Count() != 1)
            .Select(table => table.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", mixed));
    }

    [TestMethod]
    public void Every_file_is_written_the_one_way_that_an_import_writes_it()
    {
        var wrong = s_objects
            .Where(table => File.ReadAllText(Path.Combine(CheckedOut.Repository.ModelObjects, table.Name + ".yml")).ReplaceLineEndings("\n") != SsdObjectYaml.Write(table))
            .Select(table => table.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", wrong), "Export the specification and import it again.");
    }

    [TestMethod]
    public void Every_payload_field_that_is_a_code_has_its_list()
    {
        int[] coded = [5, 10, 11, 12, 18, 20, 25, 39, 41, 43, 44, 51, 52];

        var listed = s_model.Categories.Select(category => category.Feeds).OfType<string>()
            .Select(feeds => int.Parse(feeds[(feeds.IndexOf('(', StringComparison.Ordinal) + 1)..^1], CultureInfo.InvariantCulture))
            .Order()
            .ToList();

        CollectionAssert.AreEqual(coded, listed);
    }

    /// <summary>Names that the published specification has, from a list beside the tests.</summary>
    private static string[] Published(string list)
    {
        using var reader = new StreamReader(typeof(SsdModelTests).Assembly.GetManifestResourceStream(list)!);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
