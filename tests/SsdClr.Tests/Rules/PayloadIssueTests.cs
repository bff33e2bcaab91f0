using SsdClr.Payload.Building;

namespace SsdClr.Tests.Rules;

/// <summary>What one finding tells a person.</summary>
[TestClass]
public sealed class PayloadIssueTests
{
    [TestMethod]
    public void A_message_ends_with_what_to_do() => Assert.AreEqual(
        "The child has no id in the column that la_child_id is taken from. The child is withheld until that is corrected. Fill it in at its source.",
        Of(PayloadRule.ChildIdMissing, IssueOutcome.ChildWithheld).Message);

    [TestMethod]
    public void A_message_of_a_rule_without_a_remedy_ends_with_the_outcome() => Assert.AreEqual(
        "This is not the shape of a UK postcode. It is sent as it is.",
        Of(PayloadRule.PostcodeFormat, IssueOutcome.Sent).Message);

    [TestMethod]
    [DataRow(0, 0)]
    [DataRow(99, 99)]
    [DataRow(100, 100)]
    [DataRow(101, 100)]
    public void The_id_of_a_record_has_at_most_100_characters(int length, int kept) =>
        Assert.AreEqual(new string('7', kept), Of(PayloadRule.PostcodeFormat, IssueOutcome.Sent, new string('7', length)).RecordId);

    private static PayloadIssue Of(PayloadRule rule, IssueOutcome outcome, string? recordId = null) => new(rule, outcome, "$", "table.column", recordId);
}
