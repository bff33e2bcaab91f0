using SsdClr.Payload.Holding;
using SsdClr.Tests.Receiver;

namespace SsdClr.Tests.Holding;

/// <summary>Which acknowledged payloads can be compared with: against any other, the child is sent whole.</summary>
[TestClass]
public sealed class ChildPayloadTests
{
    private static readonly RecordInventory s_nothing = new();

    [TestMethod]
    public void Every_sample_payload_can_be_compared_with() =>
        Assert.IsTrue(Array.TrueForAll(SamplePayloads.All, payload => ChildPayload.TryRead(payload) is not null));

    [TestMethod]
    [DataRow(null, DisplayName = "nothing acknowledged")]
    [DataRow("", DisplayName = "empty")]
    [DataRow("{", DisplayName = "cut off")]
    [DataRow("[]", DisplayName = "no object")]
    [DataRow("""{"purge":false,"child_details":{"purge":false}}""", DisplayName = "no child id")]
    [DataRow("""{"la_child_id":1,"purge":false,"child_details":{"purge":false}}""", DisplayName = "child id that is no text")]
    [DataRow("""{"la_child_id":"","purge":false,"child_details":{"purge":false}}""", DisplayName = "empty child id")]
    [DataRow("""{"la_child_id":"1","purge":true}""", DisplayName = "a deletion")]
    [DataRow("""{"la_child_id":"1","purge":false}""", DisplayName = "no details")]
    [DataRow("""{"la_child_id":"1","purge":false,"child_details":{"purge":false},"unknown":1}""", DisplayName = "key of another version")]
    [DataRow("""{"la_child_id":"1","purge":false,"purge":false,"child_details":{"purge":false}}""", DisplayName = "key twice")]
    [DataRow("""{"la_child_id":"1","child_details":{"purge":false},"purge":false}""", DisplayName = "keys in another order")]
    [DataRow("""{"la_child_id":"1","mis_child_id":null,"purge":false,"child_details":{"purge":false}}""", DisplayName = "null")]
    [DataRow("""{"la_child_id":"1","purge":false,"child_details":[]}""", DisplayName = "details that are no object")]
    [DataRow("""{"la_child_id":"1","purge":false,"child_details":{"disabilities":[{}],"purge":false}}""", DisplayName = "code that is an object")]
    [DataRow("""{"la_child_id":"1","purge":false,"child_details":{"purge":false},"social_care_episodes":[]}""", DisplayName = "empty array")]
    [DataRow("""{"la_child_id":"1","purge":false,"child_details":{"purge":false},"social_care_episodes":{}}""", DisplayName = "object for an array")]
    [DataRow("""{"la_child_id":"1","purge":false,"child_details":{"purge":false},"social_care_episodes":[{"purge":false}]}""", DisplayName = "record without id")]
    [DataRow("""{"la_child_id":"1","purge":false,"child_details":{"purge":false},"social_care_episodes":[{"social_care_episode_id":"R","purge":false},{"social_care_episode_id":"R","purge":false}]}""", DisplayName = "id twice")]
    [DataRow("""{"la_child_id":"1","purge":false,"child_details":{"purge":false},"social_care_episodes":[{"social_care_episode_id":"R","purge":true}]}""", DisplayName = "a body with a removal")]
    public void A_text_that_is_no_payload_of_this_version_cannot_be_compared_with(string? acknowledged) =>
        Assert.IsNull(Difference.Between(acknowledged, ExampleChild.Least("1"), s_nothing));

    [TestMethod]
    public void Another_childs_payload_cannot_be_compared_with() =>
        Assert.IsNull(Difference.Between(ExampleChild.Least("1"), ExampleChild.Least("2"), s_nothing));

    [TestMethod]
    public void A_childs_own_payload_can_be_compared_with() =>
        Assert.IsTrue(Difference.Between(ExampleChild.Least("1"), ExampleChild.Least("1"), s_nothing)!.IsAsAcknowledged);
}
