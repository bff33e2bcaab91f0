using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SsdClr.Json;

namespace SsdClr.Tests.Json;

[TestClass]
public sealed class JsonWriterTests
{
    private static readonly JsonName s_a = new("a");

    // A letter a step: { } [ ] open and close, n names, t f 0 - d write true, false, null, a number and a date.
    [TestMethod]
    [DataRow("t", "true")]
    [DataRow("f", "false")]
    [DataRow("0", "null")]
    [DataRow("-", "-12")]
    [DataRow("d", "\"0907-04-01\"")]
    [DataRow("{}", "{}")]
    [DataRow("[]", "[]")]
    [DataRow("[tf0]", "[true,false,null]")]
    [DataRow("[[][{}]]", "[[],[{}]]")]
    [DataRow("{nt}", "{\"a\":true}")]
    [DataRow("{ntN[-{}]n{}}", "{\"a\":true,\"b\\n\":[-12,{}],\"a\":{}}")]
    public void Writes_without_spaces_and_with_a_comma_between(string steps, string expected) => Assert.AreEqual(expected, Written(steps).ToText());

    [TestMethod]
    // A second value.
    [DataRow("t", "t")]
    [DataRow("{}", "{")]
    [DataRow("[]", "[")]
    [DataRow("[]", "0")]
    // A name out of place.
    [DataRow("", "n")]
    [DataRow("", "N")]
    [DataRow("[", "n")]
    [DataRow("[", "N")]
    [DataRow("{n", "n")]
    [DataRow("{n", "N")]
    [DataRow("{}", "n")]
    // A value in an object without a name.
    [DataRow("{", "t")]
    [DataRow("{", "-")]
    [DataRow("{", "d")]
    [DataRow("{", "s")]
    [DataRow("{", "{")]
    [DataRow("{", "[")]
    [DataRow("{nt", "t")]
    // An end that ends nothing, ends the other kind, or comes between name and value.
    [DataRow("", "}")]
    [DataRow("", "]")]
    [DataRow("t", "]")]
    [DataRow("{}", "}")]
    [DataRow("[]", "]")]
    [DataRow("{", "]")]
    [DataRow("[", "}")]
    [DataRow("[{", "]")]
    [DataRow("{n[", "}")]
    [DataRow("{n", "}")]
    [DataRow("{n", "]")]
    public void Refuses_a_step_that_would_not_be_JSON_and_writes_nothing(string before, string step)
    {
        JsonWriter writer = Written(before);
        int length = writer.Length;
        bool isComplete = writer.IsComplete;

        Assert.ThrowsExactly<InvalidOperationException>(() => Write(writer, step[0]));

        Assert.AreEqual((length, isComplete), (writer.Length, writer.IsComplete));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("[")]
    [DataRow("{n")]
    [DataRow("[[]")]
    public void Gives_no_text_before_it_is_complete(string steps)
    {
        JsonWriter writer = Written(steps);

        Assert.ThrowsExactly<InvalidOperationException>(writer.ToText);
        Assert.IsFalse(writer.IsComplete);
    }

    [TestMethod]
    [DataRow('{')]
    [DataRow('[')]
    public void Goes_64_levels_deep_and_no_deeper(char bracket)
    {
        JsonWriter writer = new();
        for (int depth = 0; depth < 63; depth++)
        {
            writer.StartArray();
        }

        writer.StartObject();
        writer.Name(s_a);

        Assert.ThrowsExactly<InvalidOperationException>(() => Write(writer, bracket));

        // The refusal leaves the text as it was: the name still waits for its value.
        writer.Flag(true);
        writer.EndObject();
        for (int depth = 0; depth < 63; depth++)
        {
            writer.EndArray();
        }

        Assert.AreEqual(new string('[', 63) + "{\"a\":true}" + new string(']', 63), writer.ToText());
    }

    [TestMethod]
    public void Keeps_apart_what_each_of_64_levels_holds()
    {
        // Objects and arrays in turn, each with a value before and after the next level.
        JsonWriter writer = new();
        var expected = new StringBuilder();
        for (int depth = 0; depth < 64; depth++)
        {
            Write(writer, depth % 2 == 0 ? '{' : '[');
            if (depth % 2 == 0)
            {
                writer.Name(s_a);
                writer.Null();
                if (depth < 63)
                {
                    writer.Name(s_a);
                }
            }
            else
            {
                writer.Null();
            }

            expected.Append(depth % 2 == 0 ? "{\"a\":null,\"a\":" : depth < 63 ? "[null," : "[null");
        }

        for (int depth = 63; depth >= 0; depth--)
        {
            Write(writer, depth % 2 == 0 ? '}' : ']');
            expected.Append(depth % 2 == 0 ? '}' : ']');
        }

        Assert.AreEqual(expected.ToString(), writer.ToText());
    }

    [TestMethod]
    [DataRow("{ntN[")]
    [DataRow("{n")]
    [DataRow("[[[{")]
    [DataRow("t")]
    public void After_a_reset_nothing_of_what_was_written_counts(string steps)
    {
        JsonWriter writer = Written(steps);

        writer.Reset();

        Assert.AreEqual((0, false), (writer.Length, writer.IsComplete));
        Steps(writer, "{nt}");
        Assert.AreEqual("{\"a\":true}", writer.ToText());
    }

    [TestMethod]
    public void Escapes_what_has_to_be_escaped_and_nothing_else()
    {
        for (int unit = 0; unit <= 0xFFFF; unit++)
        {
            string text = ((char)unit).ToString();
            string expected = text switch
            {
                "\"" => "\\\"",
                "\\" => "\\\\",
                "\b" => "\\b",
                "\t" => "\\t",
                "\n" => "\\n",
                "\f" => "\\f",
                "\r" => "\\r",
                _ when unit < ' ' => "\\u00" + unit.ToString("x2", System.Globalization.CultureInfo.InvariantCulture),
                _ when char.IsSurrogate((char)unit) => "\uFFFD",
                _ => text,
            };

            Assert.AreEqual("\"" + expected + "\"", Text(text), unit.ToString("X4", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [TestMethod]
    // Spelled by escapes that the test undoes: no attribute can hold half a pair.
    [DataRow("\\uD83D\\uDE00", "\uD83D\uDE00")]
    [DataRow("\\uDBFF\\uDFFF", "\uDBFF\uDFFF")]
    [DataRow("\\uD83D", "\uFFFD")]
    [DataRow("\\uDE00", "\uFFFD")]
    [DataRow("\\uDE00\\uD83D", "\uFFFD\uFFFD")]
    [DataRow("\\uD83D\\uD83D\\uDE00", "\uFFFD\uD83D\uDE00")]
    [DataRow("a\\uD83Db", "a\uFFFDb")]
    [DataRow("\\uD83D\\n", "\uFFFD\\n")]
    public void Keeps_surrogate_pairs_and_replaces_surrogates_alone(string text, string expected) =>
        Assert.AreEqual("\"" + expected + "\"", Text(System.Text.RegularExpressions.Regex.Unescape(text)));

    [TestMethod]
    public void A_name_is_escaped_like_a_text()
    {
        JsonWriter writer = new();
        writer.StartObject();
        writer.Name("q\"\u0001\uD83D");
        writer.Null();
        writer.EndObject();

        Assert.AreEqual("{\"q\\\"\\u0001\uFFFD\":null}", writer.ToText());
    }

    [TestMethod]
    [DataRow(int.MinValue, "-2147483648")]
    [DataRow(0, "0")]
    [DataRow(int.MaxValue, "2147483647")]
    public void Numbers_do_not_depend_on_the_culture(int number, string expected)
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        var culture = (System.Globalization.CultureInfo)System.Globalization.CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NegativeSign = "~";
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
            JsonWriter writer = new();
            writer.Number(number);

            Assert.AreEqual(expected, writer.ToText());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    [DataRow("0001-01-01")]
    [DataRow("1999-12-31")]
    [DataRow("2024-02-29")]
    [DataRow("9999-12-31")]
    public void A_date_has_no_time_of_day(string date)
    {
        JsonWriter writer = new();
        writer.Date(DateTime.ParseExact(date, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).AddTicks(TimeSpan.TicksPerDay - 1));

        Assert.AreEqual("\"" + date + "\"", writer.ToText());
    }

    [TestMethod]
    public void Writes_what_System_Text_Json_writes_where_neither_escapes_more() => Holds(
        // The relaxed encoder escapes more than it must: what JSON allows plainly but some programs do not (such as DEL and line separators), and in capitals.
        node => Ours(node) == Theirs(node),
        Gen.ArrayOf(Gen.Elements("a", "Z", " ", "\"", "\\", "\b\t\n\f\r", "/", "<>&'+", "\u00e9", "\u0416", "\u4e2d", "0")));

    [TestMethod]
    public void Writes_what_System_Text_Json_reads_as_the_same() => Holds(
        node => JsonElement.DeepEquals(JsonDocument.Parse(Ours(node)).RootElement, JsonDocument.Parse(Theirs(node)).RootElement),
        AnyText);

    [TestMethod]
    public void Writes_what_our_reader_gives_back_step_by_step() => Holds(node => Copy(Ours(node)) == Ours(node), AnyText);

    private static Gen<string[]> AnyText => Gen.ArrayOf(Gen.OneOf(
        Gen.Select(Gen.Choose(0, 0xFFFF), unit => ((char)unit).ToString()),
        Gen.Select(Gen.Choose(0, 0x7F), unit => ((char)unit).ToString()),
        Gen.Elements("\uD83D\uDE00", "\uD83D", "\uDE00", "\u2028")));

    private static void Holds(Predicate<Node> property, Gen<string[]> texts) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1000),
        Prop.ForAll(Arb.From(Gen.Sized(size => Nodes(Math.Min(size / 8, 6), Gen.Select(texts, string.Concat)))), node => property(node)));

    private static Gen<Node> Nodes(int depth, Gen<string> texts)
    {
        Gen<Node> leaf = Gen.OneOf(
            Gen.Select(texts, text => new Node(text, Members: null, IsObject: false)),
            Gen.Select(Gen.Choose(int.MinValue, int.MaxValue), number => new Node(number, Members: null, IsObject: false)),
            Gen.Elements<object?>(true, false, null).Select(value => new Node(value, Members: null, IsObject: false)));
        if (depth == 0)
        {
            return leaf;
        }

        Gen<(string, Node)[]> members = Gen.Select(Gen.ArrayOf(Gen.Zip(texts, Nodes(depth - 1, texts))), pairs => pairs.Take(5).DistinctBy(pair => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(pair.Item1)), StringComparer.Ordinal).ToArray());
        return Gen.OneOf(
            leaf,
            Gen.Select(members, pairs => new Node(Value: null, pairs, IsObject: true)),
            Gen.Select(members, pairs => new Node(Value: null, pairs, IsObject: false)));
    }

    private static string Ours(Node root)
    {
        JsonWriter writer = new();
        void Visit(Node node)
        {
            if (node.Members is null)
            {
                switch (node.Value)
                {
                    case string text: writer.Text(text); break;
                    case int number: writer.Number(number); break;
                    case bool flag: writer.Flag(flag); break;
                    default: writer.Null(); break;
                }

                return;
            }

            Write(writer, node.IsObject ? '{' : '[');
            foreach ((string name, Node value) in node.Members)
            {
                if (node.IsObject)
                {
                    writer.Name(name);
                }

                Visit(value);
            }

            Write(writer, node.IsObject ? '}' : ']');
        }

        Visit(root);
        return writer.ToText();
    }

    private static string Theirs(Node root)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Visit(writer, root);
        }

        return Encoding.UTF8.GetString(stream.ToArray());

        static void Visit(Utf8JsonWriter writer, Node node)
        {
            if (node.Members is null)
            {
                switch (node.Value)
                {
                    case string text: writer.WriteStringValue(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))); break;
                    case int number: writer.WriteNumberValue(number); break;
                    case bool flag: writer.WriteBooleanValue(flag); break;
                    default: writer.WriteNullValue(); break;
                }

                return;
            }

            if (node.IsObject)
            {
                writer.WriteStartObject();
            }
            else
            {
                writer.WriteStartArray();
            }

            foreach ((string name, Node value) in node.Members)
            {
                if (node.IsObject)
                {
                    writer.WritePropertyName(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name)));
                }

                Visit(writer, value);
            }

            if (node.IsObject)
            {
                writer.WriteEndObject();
            }
            else
            {
                writer.WriteEndArray();
            }
        }
    }

    // Reads a text and writes it again.
    private static string Copy(string json)
    {
        JsonWriter writer = new();
        var reader = new JsonReader(json);
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case SsdClr.Json.JsonTokenType.StartObject: writer.StartObject(); break;
                case SsdClr.Json.JsonTokenType.EndObject: writer.EndObject(); break;
                case SsdClr.Json.JsonTokenType.StartArray: writer.StartArray(); break;
                case SsdClr.Json.JsonTokenType.EndArray: writer.EndArray(); break;
                case SsdClr.Json.JsonTokenType.PropertyName: writer.Name(reader.Text); break;
                case SsdClr.Json.JsonTokenType.String: writer.Text(reader.Text); break;
                case SsdClr.Json.JsonTokenType.Number: writer.NumberLiteral(reader.Text); break;
                case SsdClr.Json.JsonTokenType.Null: writer.Null(); break;
                default: writer.Flag(reader.TokenType == SsdClr.Json.JsonTokenType.True); break;
            }
        }

        return writer.ToText();
    }

    private static string Text(string value)
    {
        JsonWriter writer = new();
        writer.Text(value);
        return Encoding.UTF8.GetString(writer.Buffer, 0, writer.Length);
    }

    private static JsonWriter Written(string steps)
    {
        JsonWriter writer = new();
        Steps(writer, steps);
        return writer;
    }

    private static void Steps(JsonWriter writer, string steps)
    {
        foreach (char step in steps)
        {
            Write(writer, step);
        }
    }

    private static void Write(JsonWriter writer, char step)
    {
        switch (step)
        {
            case '{': writer.StartObject(); break;
            case '}': writer.EndObject(); break;
            case '[': writer.StartArray(); break;
            case ']': writer.EndArray(); break;
            case 'n': writer.Name(s_a); break;
            case 'N': writer.Name("b\n"); break;
            case 't': writer.Flag(true); break;
            case 'f': writer.Flag(false); break;
            case '0': writer.Null(); break;
            case '-': writer.Number(-12); break;
            case 's': writer.Text("s"); break;
            default: writer.Date(new DateTime(907, 4, 1, 0, 0, 0, DateTimeKind.Unspecified)); break;
        }
    }

    /// <summary>A value; an object or array where it has members, whose names count in an object only.</summary>
    private sealed record Node(object? Value, (string Name, Node Value)[]? Members, bool IsObject);
}
