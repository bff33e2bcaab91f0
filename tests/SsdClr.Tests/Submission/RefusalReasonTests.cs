using SsdClr.Payload.Holding;
using SsdClr.Submission.Sending;

namespace SsdClr.Tests.Submission;

[TestClass]
public sealed class RefusalReasonTests
{
    [TestMethod]
    [DataRow("[0].child_details.sex is missing", "[0].child_details.sex is missing")]
    [DataRow("Errors: $[0].social_care_episodes[12].closure_reason must be one of RC1, RC2", "[0].social_care_episodes[12].closure_reason must be ... of ...")]
    [DataRow("[0].child_details.nick is not part of the payload", "[0].child_details.? is not part of the payload")]
    [DataRow("[0].child_details.surname 'MARKED' is too long", "[0].child_details.surname ... is too long")]
    [DataRow("[0].child_details.postcode MARKED MARKED\nMARKED is a", "[0].child_details.postcode ...")]
    [DataRow("[0].child_details.first_name O'Brien-Long is invalid; MARKED", "[0].child_details.first_name ... is invalid")]
    [DataRow("[0].MARKED[1].MARKED", "[0].?[1].?")]
    [DataRow("{\"errors\":{\"[0].la_child_id\":[\"must have at most 48 characters\"]}}", "[0].la_child_id")]
    public void Keeps_path_and_rule_and_no_value(string answer, string reason) => Assert.AreEqual(reason, RefusalReason.Find(answer));

    [TestMethod]
    [DataRow("")]
    [DataRow("MARKED is refused")]
    [DataRow("[1].child_details.sex is missing")]
    [DataRow("[0]")]
    public void Says_nothing_where_no_path_of_the_child_is_named(string answer) => Assert.IsNull(RefusalReason.Find(answer));

    [TestMethod]
    public void Knows_every_key_of_the_payload_and_no_other() => CollectionAssert.AreEquivalent(Known(PayloadShape.Child).Distinct().ToArray(), RefusalReason.Keys);

    private static IEnumerable<string> Known(ObjectShape shape) => shape.Keys.SelectMany(key =>
        key.Kind is KeyKind.Records or KeyKind.Items or KeyKind.Details or KeyKind.Block ? Known(key.Content).Prepend(key.Name.Text) : [key.Name.Text]);
}
