using System.Globalization;
using SsdClr.Build.Model;

namespace SsdClr.Database.Tests.Model;

/// <summary>The checked-in model itself.</summary>
[TestClass]
public sealed class SsdModelTests
{
    private static readonly SsdModel Model = SsdModelReader.Read(CheckedOut.Repository);
    private static readonly IReadOnlyList<SsdObject> Objects = Model.Objects;

    [TestMethod]
    public void Every_payload_field_but_the_authority_s_own_code_comes_from_a_column()
    {
        var fed = Objects.SelectMany(table => table.Fields).SelectMany(field => field.Feeds)
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
        var children = Objects.SelectMany(table => table.Fields).Where(field => field.ForeignKey == parent).ToList();

        Assert.IsNotEmpty(children);
        Assert.AreEqual(string.Empty, string.Join(", ", children.Where(field => !field.IsIndexed).Select(field => field.Name)));
    }

    [TestMethod]
    public void Every_column_carries_the_prefix_of_its_table()
    {
        var mixed = Objects.Where(table => table.Fields.Select(field => field.Name[..5]).Distinct(StringComparer.Ordinal).Count() != 1).Select(table => table.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", mixed));
    }

    [TestMethod]
    public void Every_payload_field_that_is_a_code_has_its_list()
    {
        int[] coded = [5, 10, 11, 12, 18, 20, 25, 39, 41, 43, 44, 51, 52];

        var listed = Model.Categories.Select(category => category.Feeds).OfType<string>()
            .Select(feeds => int.Parse(feeds[(feeds.IndexOf('(', StringComparison.Ordinal) + 1)..^1], CultureInfo.InvariantCulture))
            .Order()
            .ToList();

        CollectionAssert.AreEqual(coded, listed);
    }
}
