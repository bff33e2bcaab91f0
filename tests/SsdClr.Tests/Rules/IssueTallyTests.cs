using SsdClr.Payload.Building;

namespace SsdClr.Tests.Rules;

/// <summary>Findings are counted by rule and column, and the children they are about once.</summary>
[TestClass]
public sealed class IssueTallyTests
{
    private readonly IssueTally _tally = new();

    [TestMethod]
    public void Findings_of_one_child_are_about_one_child()
    {
        Add(PayloadRule.NoName, "ssd_person.pers_surname");
        Add(PayloadRule.NoName, "ssd_person.pers_surname");

        Assert.AreEqual("no_name: 2 of 1", Warnings());
    }

    [TestMethod]
    public void A_finding_of_the_next_child_is_about_another()
    {
        Add(PayloadRule.NoName, "ssd_person.pers_surname");
        _tally.NextChild();
        Add(PayloadRule.NoName, "ssd_person.pers_surname");
        Add(PayloadRule.NoName, "ssd_person.pers_surname");

        Assert.AreEqual("no_name: 3 of 2", Warnings());
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void The_first_finding_is_about_one_child(int children)
    {
        for (int child = 0; child < children; child++)
        {
            _tally.NextChild();
        }

        Add(PayloadRule.NoName, "ssd_person.pers_surname");

        Assert.AreEqual("no_name: 1 of 1", Warnings());
    }

    [TestMethod]
    public void A_rule_that_withholds_is_counted_as_an_error()
    {
        Add(PayloadRule.ChildIdMissing, "ssd_person.pers_person_id");

        Assert.AreEqual("id_missing: 1 of 1", Counts(_tally.Errors));
        Assert.AreEqual(string.Empty, Warnings());
    }

    [TestMethod]
    public void Findings_are_counted_by_the_column_they_come_from()
    {
        Add(PayloadRule.NoName, "ssd_person.pers_surname");
        Add(PayloadRule.DateMissing, "ssd_sdq_scores.csdq_sdq_completed_date");
        Add(PayloadRule.DateMissing, "ssd_sdq_scores.csdq_sdq_completed_date");

        Assert.AreEqual("ssd_person.pers_surname: 1, ssd_sdq_scores.csdq_sdq_completed_date: 2", string.Join(", ", _tally.Sources.Select(source => $"{source.Key}: {source.Value}")));
    }

    private void Add(PayloadRule rule, string source) => _tally.Add(rule, source);

    private string Warnings() => Counts(_tally.Warnings);

    private static string Counts(IEnumerable<KeyValuePair<string, IssueTally.Count>> rules) =>
        string.Join(", ", rules.Select(rule => $"{rule.Key}: {rule.Value.Findings} of {rule.Value.Children}"));
}
