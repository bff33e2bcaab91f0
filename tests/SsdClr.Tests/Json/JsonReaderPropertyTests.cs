using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SsdClr.Json;

namespace SsdClr.Tests.Json;

/// <summary>Compares the reader with System.Text.Json on texts drawn at random. A failing run prints the seed that repeats it.</summary>
[TestClass]
public sealed class JsonReaderPropertyTests
{
    private const int MaximumDepth = 6;

    private static readonly string[] s_fragments =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\n", "\\ud83d\\ude00", "\\u00e9", "00", "12", "-", ".", "e", "E+", "0", "7",
        "true", "false", "null", "nul", "\"a\"", "\"\"", "\"a\":", "{}", "[]", " ", "\n", "\t", "\u00e9", "\ud83d\ude00", "\u0001", "/", "+",
    ];

    // Fragments in any order: mostly refused, at every place a text can go wrong.
    private static readonly Gen<string> s_anyText = Gen.Select(Gen.ArrayOf(Gen.Elements(s_fragments)), string.Concat);

    // Valid JSON, nested, with blanks.
    private static readonly Gen<string> s_validText = Gen.Sized(size => Value(Math.Min(size / 10, MaximumDepth)));

    // Valid JSON with some characters changed: refused or accepted by a hair.
    private static readonly Gen<string> s_mutatedText =
        from text in s_validText
        from changes in Gen.ListOf(Gen.Zip(Gen.Choose(0, 10_000), Gen.Elements(s_fragments)))
        select changes.Take(4).Aggregate(text, (changed, change) => Mutate(changed, change.Item1, change.Item2));

    [TestMethod]
    public void Agrees_with_System_Text_Json_on_any_text() => Holds(s_anyText, Agrees);

    [TestMethod]
    public void Agrees_with_System_Text_Json_on_valid_JSON() => Holds(s_validText, text => JsonReaderTests.Tokens(text).Length > 0 && Agrees(text));

    [TestMethod]
    public void Agrees_with_System_Text_Json_on_mutated_JSON() => Holds(s_mutatedText, Agrees);

    [TestMethod]
    public void Ends_every_text_with_its_end_or_a_format_exception() => Holds(
        Gen.Select(Gen.ArrayOf(Gen.OneOf(Gen.Choose(0, 0xffff), Gen.Elements("[]{}\":,\\u0123truefalsn-.eE \n".Select(character => (int)character)))), Text),
        EndsSoon);

    private static void Holds(Gen<string> texts, Func<string, bool> property) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(Arb.From(texts), property));

    private static bool Agrees(string text)
    {
        bool isExpected = TryReadExpected(text, out string? expected);
        try
        {
            string actual = JsonReaderTests.Tokens(text, MaximumDepth);

            // A cut surrogate pair has no UTF-8, so System.Text.Json cannot say what the string holds: it accepts, and so must the reader.
            return isExpected && (expected is null || expected == actual);
        }
        catch (JsonFormatException)
        {
            return !isExpected;
        }
    }

    /// <summary>Whether System.Text.Json accepts the text, and its tokens where all of them have a text in UTF-8.</summary>
    private static bool TryReadExpected(string text, out string? expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        bool hasText = Encoding.UTF8.GetString(bytes) == text;
        var tokens = new List<string>();
        expected = null;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaximumDepth });
        try
        {
            while (reader.Read())
            {
                tokens.Add((reader.CurrentDepth == 0 ? "" : reader.CurrentDepth + ":") + reader.TokenType + ExpectedContent(reader, ref hasText));
            }
        }
        catch (JsonException)
        {
            return false;
        }

        expected = hasText ? string.Join(' ', tokens) : null;
        return true;
    }

    private static string ExpectedContent(Utf8JsonReader reader, ref bool hasText)
    {
        try
        {
            return reader.TokenType switch
            {
                System.Text.Json.JsonTokenType.String or System.Text.Json.JsonTokenType.PropertyName => "(" + reader.GetString() + ")",
                System.Text.Json.JsonTokenType.Number => "(" + Encoding.UTF8.GetString(reader.ValueSpan) + ")",
                _ => "",
            };
        }
        catch (InvalidOperationException)
        {
            hasText = false;
            return "";
        }
    }

    private static bool EndsSoon(string text)
    {
        var reader = new JsonReader(text);
        try
        {
            int tokens = 0;
            while (reader.Read())
            {
                _ = reader.Text;
                if (++tokens > text.Length)
                {
                    return false;
                }
            }
        }
        catch (JsonFormatException)
        {
            return true;
        }

        return true;
    }

    private static Gen<string> Value(int depth)
    {
        Gen<string> scalar = Gen.Elements(
            "null", "true", "false", "0", "-0.0", "12e+7", "1.5", "\"\"", "\"a\\u00e9\\\"\"", "\"\u00e9 \ud83d\ude00\"", "\"\\ud83d\\ude00\\/\"");
        if (depth == 0)
        {
            return scalar;
        }

        Gen<string> blank = Gen.Elements("", "", " ", "\n\t", "\r");
        Gen<string> item = from before in blank from value in Value(depth - 1) from after in blank select before + value + after;
        Gen<string> member = from name in Gen.Elements("\"a\"", "\"\"", "\"\\u0062\"") from before in blank from value in item select before + name + ":" + value;
        Gen<string> array = from items in Gen.ListOf(item) from inside in blank select "[" + (items.Count > 0 ? string.Join(',', items.Take(3)) : inside) + "]";
        Gen<string> map = from members in Gen.ListOf(member) from inside in blank select "{" + (members.Count > 0 ? string.Join(',', members.Take(3)) : inside) + "}";
        return Gen.OneOf(scalar, array, map);
    }

    private static string Mutate(string text, int where, string fragment)
    {
        int position = where % (text.Length + 1);
        string rest = where % 3 == 0 || position == text.Length ? text[position..] : text[(position + 1)..];
        return text[..position] + (where % 3 == 1 ? "" : fragment) + rest;
    }

    private static string Text(int[] characters) => new(characters.Select(character => (char)character).ToArray());
}
