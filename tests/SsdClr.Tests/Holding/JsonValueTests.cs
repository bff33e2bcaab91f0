using SsdClr.Json;
using SsdClr.Payload.Holding;

namespace SsdClr.Tests.Holding;

[TestClass]
public sealed class JsonValueTests
{
    [TestMethod]
    public void Every_sample_payload_is_written_back_to_the_letter()
    {
        Assert.IsGreaterThan(200, SamplePayloads.All.Length);
        foreach (var payload in SamplePayloads.All)
        {
            Assert.IsTrue(JsonValue.Parse(payload).ToText() == payload);
        }
    }

    [TestMethod]
    [DataRow("""{"a":[1,-0,1.50,1E+2],"a":"twice","":{},"b":[[],null,true,false]}""", DisplayName = "every kind of value")]
    [DataRow("\"\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f/'é\uD83D\uDE00\"", DisplayName = "escapes and more than ASCII")]
    public void A_canonical_text_is_written_back_to_the_letter(string text) => Assert.AreEqual(text, JsonValue.Parse(text).ToText());

    [TestMethod]
    [DataRow("""{"a":1,"b":2}""", """{"b":2,"a":1}""", DisplayName = "order of members")]
    [DataRow("[1,2]", "[2,1]", DisplayName = "order of items")]
    [DataRow("1", "1.0", DisplayName = "literal of a number")]
    [DataRow("\"1\"", "1", DisplayName = "text and number")]
    [DataRow("\"a\"", "\"A\"", DisplayName = "case")]
    [DataRow("""{"a":1}""", """{"b":1}""", DisplayName = "name of a member")]
    [DataRow("[]", "{}", DisplayName = "empty array and object")]
    [DataRow("[1]", "[1,1]", DisplayName = "number of items")]
    [DataRow("true", "false", DisplayName = "flag")]
    public void Values_that_are_written_differently_differ(string left, string right)
    {
        Assert.IsFalse(JsonValue.Parse(left).IsSameAs(JsonValue.Parse(right)));
        Assert.IsTrue(JsonValue.Parse(left).IsSameAs(JsonValue.Parse(left)));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{}{}")]
    [DataRow("[1,]")]
    public void What_is_no_JSON_is_refused(string text) => Assert.ThrowsExactly<JsonFormatException>(() => JsonValue.Parse(text));
}
