using SsdClr.Json;

namespace SsdClr.Tests.Json;

[TestClass]
public sealed class JsonReaderTests
{
    [TestMethod]
    // Values at the root (RFC 8259 section 2): any value, with blanks around it.
    [DataRow("null", "Null")]
    [DataRow(" \t\r\n true \t\r\n ", "True")]
    [DataRow("false", "False")]
    [DataRow("\"\"", "String()")]
    [DataRow("0", "Number(0)")]
    // Objects and arrays (sections 4 and 5).
    [DataRow("{}", "StartObject EndObject")]
    [DataRow("[]", "StartArray EndArray")]
    [DataRow("[ ]", "StartArray EndArray")]
    [DataRow("[1 , 2]", "StartArray 1:Number(1) 1:Number(2) EndArray")]
    [DataRow("[[],{}]", "StartArray 1:StartArray 1:EndArray 1:StartObject 1:EndObject EndArray")]
    [DataRow("{ \"a\" : [ null ] , \"\" : {} }", "StartObject 1:PropertyName(a) 1:StartArray 2:Null 1:EndArray 1:PropertyName() 1:StartObject 1:EndObject EndObject")]
    [DataRow("{\"a\":1,\"a\":2}", "StartObject 1:PropertyName(a) 1:Number(1) 1:PropertyName(a) 1:Number(2) EndObject")]
    [DataRow("{\"\\u0061\\n\":0}", "StartObject 1:PropertyName(a\n) 1:Number(0) EndObject")]
    // Numbers (section 6), as written.
    [DataRow("-0", "Number(-0)")]
    [DataRow("10.00", "Number(10.00)")]
    [DataRow("-1.5e+3", "Number(-1.5e+3)")]
    [DataRow("1E400", "Number(1E400)")]
    [DataRow("0e-0", "Number(0e-0)")]
    [DataRow("123456789012345678901234567890", "Number(123456789012345678901234567890)")]
    // Strings (section 7).
    [DataRow("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "String(\"\\/\b\f\n\r\t)")]
    [DataRow("\"x\\u0041\\u00e9\\u20AC\\u0000y\"", "String(xA\u00e9\u20ac\0y)")]
    [DataRow("\"\\ud83d\\uDE00\"", "String(\ud83d\ude00)")]
    [DataRow("\"\ud83d\ude00 \u2028\u2029\u007f\"", "String(\ud83d\ude00 \u2028\u2029\u007f)")]
    [DataRow("\"/ ' //* */\"", "String(/ ' //* */)")]
    public void Reads_every_token_of_valid_JSON(string json, string tokens) => Assert.AreEqual(tokens, Tokens(json));

    [TestMethod]
    // Nothing, or unfinished.
    [DataRow("")]
    [DataRow("  \n")]
    [DataRow("[")]
    [DataRow("[1")]
    [DataRow("[1,")]
    [DataRow("{")]
    [DataRow("{\"a\"")]
    [DataRow("{\"a\":")]
    [DataRow("{\"a\":1")]
    [DataRow("{\"a\":1,")]
    [DataRow("\"abc")]
    [DataRow("\"abc\\")]
    [DataRow("\"\\u12")]
    [DataRow("-")]
    [DataRow("1.")]
    [DataRow("1e")]
    [DataRow("1e+")]
    [DataRow("tru")]
    // Commas, colons, brackets.
    [DataRow("[1,]")]
    [DataRow("[,1]")]
    [DataRow("[1,,2]")]
    [DataRow("[1 2]")]
    [DataRow("[1}")]
    [DataRow("{\"a\":1]")]
    [DataRow("{\"a\":1,}")]
    [DataRow("{,}")]
    [DataRow("{\"a\" 1}")]
    [DataRow("{\"a\",1}")]
    [DataRow("{\"a\":}")]
    [DataRow("{a:1}")]
    [DataRow("{'a':1}")]
    [DataRow("{1:1}")]
    [DataRow("{\"a\":1 \"b\":2}")]
    [DataRow("]")]
    [DataRow("}")]
    [DataRow(":")]
    [DataRow(",")]
    // After the value.
    [DataRow("1 2")]
    [DataRow("{} []")]
    [DataRow("[]]")]
    [DataRow("\"a\"b")]
    [DataRow("truex")]
    [DataRow("null\0")]
    // Numbers.
    [DataRow("01")]
    [DataRow("-01")]
    [DataRow("+1")]
    [DataRow(".5")]
    [DataRow("-.5")]
    [DataRow("1.e2")]
    [DataRow("0x10")]
    [DataRow("1e1.5")]
    [DataRow("--1")]
    [DataRow("NaN")]
    [DataRow("Infinity")]
    [DataRow("-Infinity")]
    [DataRow("\u0661")]
    // Strings.
    [DataRow("'a'")]
    [DataRow("\"\t\"")]
    [DataRow("\"\n\"")]
    [DataRow("\"\0\"")]
    [DataRow("\"\u001f\"")]
    [DataRow("\"\\x41\"")]
    [DataRow("\"\\a\"")]
    [DataRow("\"\\'\"")]
    [DataRow("\"\\U0041\"")]
    [DataRow("\"\\u00g0\"")]
    [DataRow("\"\\u 041\"")]
    [DataRow("\"\\u-041\"")]
    // What other grammars allow.
    [DataRow("True")]
    [DataRow("nULL")]
    [DataRow("undefined")]
    [DataRow("// c\n1")]
    [DataRow("/* c */1")]
    [DataRow("[1] // c")]
    [DataRow("\ufeff1")]
    [DataRow("\u00a01")]
    [DataRow("\f1")]
    [DataRow("\v1")]
    public void Refuses_everything_else(string json) => Assert.ThrowsExactly<JsonFormatException>(() => Tokens(json));

    [TestMethod]
    [DataRow("\"\\ud800\"", new[] { 0xd800 })]
    [DataRow("\"\\udc00x\"", new[] { 0xdc00, 'x' })]
    [DataRow("\"\\ude00\\ud83d\"", new[] { 0xde00, 0xd83d })]
    public void Hands_over_a_surrogate_without_its_partner_as_it_stands(string json, int[] expected)
    {
        var reader = new JsonReader(json);
        reader.Read();
        CollectionAssert.AreEqual(expected, reader.Text.Select(character => (int)character).ToArray());
    }

    [TestMethod]
    public void Hands_over_a_plain_surrogate_without_its_partner_as_it_stands()
    {
        var reader = new JsonReader("\"" + (char)0xd800 + "\"");
        reader.Read();
        Assert.AreEqual(0xd800, reader.Text[0]);
    }

    [TestMethod]
    public void A_fault_says_what_and_where_and_not_the_text()
    {
        JsonFormatException fault = Assert.ThrowsExactly<JsonFormatException>(() => Tokens("{\"name\":\"Agnes\" Smith}"));
        Assert.AreEqual("Expected a comma or the end of the object at character position 16.", fault.Message);
        Assert.AreEqual(16, fault.Position);
    }

    [TestMethod]
    public void Takes_as_many_levels_as_the_bound() =>
        Assert.AreEqual("StartArray 1:StartObject 2:PropertyName(a) 2:Number(1) 1:EndObject EndArray", Tokens("[{\"a\":1}]", 2));

    [TestMethod]
    public void Refuses_one_level_more_than_the_bound() =>
        Assert.ThrowsExactly<JsonFormatException>(() => Tokens("[{\"a\":[]}]", 2));

    [TestMethod]
    public void A_million_brackets_are_refused_like_any_other_depth() =>
        Assert.ThrowsExactly<JsonFormatException>(() => Tokens(new string('[', 1_000_000)));

    [TestMethod]
    public void Skip_on_a_start_goes_to_its_end()
    {
        var reader = new JsonReader("[[1,{\"a\":[]}],2]");
        reader.Read();
        reader.Read();
        reader.Skip();
        Assert.AreEqual(JsonTokenType.EndArray, reader.TokenType);
        reader.Read();
        Assert.AreEqual("2", reader.Text);
    }

    [TestMethod]
    public void Skip_on_a_name_passes_its_value()
    {
        var reader = new JsonReader("{\"a\":{\"b\":[1,2]},\"c\":3}");
        reader.Read();
        reader.Read();
        reader.Skip();
        reader.Read();
        Assert.AreEqual("c", reader.Text);
    }

    [TestMethod]
    public void Skip_on_a_scalar_stays()
    {
        var reader = new JsonReader("[1,2]");
        reader.Read();
        reader.Read();
        reader.Skip();
        Assert.AreEqual("1", reader.Text);
    }

    [TestMethod]
    public void Skip_over_an_unfinished_value_is_a_fault()
    {
        var reader = new JsonReader("[[1,2");
        reader.Read();
        reader.Read();
        Assert.ThrowsExactly<JsonFormatException>(reader.Skip);
    }

    [TestMethod]
    public void Reading_past_the_end_stays_at_the_end()
    {
        var reader = new JsonReader("1");
        reader.Read();
        reader.Read();
        Assert.IsFalse(reader.Read());
    }

    /// <summary>The tokens as text, each with its depth where that is not 0.</summary>
    internal static string Tokens(string json, int maximumDepth = 64)
    {
        var tokens = new List<string>();
        var reader = new JsonReader(json, maximumDepth);
        while (reader.Read())
        {
            string depth = reader.Depth == 0 ? "" : reader.Depth + ":";
            bool hasText = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number;
            tokens.Add(depth + reader.TokenType + (hasText ? "(" + reader.Text + ")" : ""));
        }

        return string.Join(' ', tokens);
    }
}
