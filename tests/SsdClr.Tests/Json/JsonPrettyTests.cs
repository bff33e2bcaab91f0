using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SsdClr.Json;

namespace SsdClr.Tests.Json;

[TestClass]
public sealed class JsonPrettyTests
{
    // Strings that look like structure, and every kind of value.
    private static readonly Gen<string> s_leaf = Gen.Elements(
        "null", "true", "-1.50e+3", "\"\"", "\"a\"", "\"{[,: ]}\"", "\"\\\"\"", "\"\\\\\"", "\"\\\\\\\"  ,\"", "\"\\u0022 \"", "\"\ud83d\ude00 \u00e9\"");

    private static readonly Gen<string> s_blanks = Gen.Elements("", "", " ", "\n", "\t\r\n  ");

    [TestMethod]
    [DataRow("1", "1")]
    [DataRow(" \"a b\" ", "\"a b\"")]
    [DataRow("{}", "{}")]
    [DataRow("[ \n ]", "[]")]
    [DataRow("[1,2]", "[\n  1,\n  2\n]")]
    [DataRow("{\"a\":{\"b\":[]},\"c\":[{}]}", "{\n  \"a\": {\n    \"b\": []\n  },\n  \"c\": [\n    {}\n  ]\n}")]
    [DataRow("{\"a:,{\":\"\\\"}\"}", "{\n  \"a:,{\": \"\\\"}\"\n}")]
    public void Puts_each_value_on_a_line_of_its_own(string json, string expected) => Assert.AreEqual(expected, JsonPretty.Indent(json));

    [TestMethod]
    [DataRow("")]
    [DataRow("[1")]
    [DataRow("{\"a\"}")]
    [DataRow("[] []")]
    [DataRow("\"abc")]
    public void Refuses_what_is_no_JSON(string json) => Assert.ThrowsExactly<JsonFormatException>(() => JsonPretty.Indent(json));

    [TestMethod]
    public void Without_its_white_space_outside_strings_is_the_same_text() =>
        Holds(json => WithoutWhiteSpace(JsonPretty.Indent(json)) == WithoutWhiteSpace(json));

    [TestMethod]
    public void Is_read_as_the_same_value() => Holds(json =>
        JsonElement.DeepEquals(JsonDocument.Parse(JsonPretty.Indent(json)).RootElement, JsonDocument.Parse(json).RootElement));

    [TestMethod]
    public void Is_laid_out_as_it_is_already() => Holds(json => JsonPretty.Indent(JsonPretty.Indent(json)) == JsonPretty.Indent(json));

    private static void Holds(Func<string, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(Arb.From(Gen.Sized(size => Value(Math.Min(size / 10, 5)))), property));

    private static Gen<string> Value(int depth)
    {
        Gen<string> leaf = from before in s_blanks from text in s_leaf from after in s_blanks select before + text + after;
        if (depth == 0)
        {
            return leaf;
        }

        Gen<string> inner = Value(depth - 1);
        return Gen.OneOf(
            leaf,
            from items in Gen.ArrayOf(inner) from blank in s_blanks select blank + "[" + (items.Length == 0 ? blank : string.Join(',', items.Take(4))) + "]",
            from items in Gen.ArrayOf(inner) from blank in s_blanks select "{" + (items.Length == 0 ? blank : string.Join(',', items.Take(4).Select((item, index) => $"{blank}\"n{index}: {{\"{blank}:{item}"))) + "}" + blank);
    }

    // By a state machine of its own: within a string from a quote to the next that no backslash escapes.
    private static string WithoutWhiteSpace(string json)
    {
        var kept = new StringBuilder();
        bool inString = false;
        bool isEscaped = false;
        foreach (char character in json)
        {
            if (inString)
            {
                inString = isEscaped || character != '"';
                isEscaped = !isEscaped && character == '\\';
                kept.Append(character);
            }
            else if (character is not (' ' or '\t' or '\r' or '\n'))
            {
                inString = character == '"';
                kept.Append(character);
            }
        }

        return kept.ToString();
    }
}
