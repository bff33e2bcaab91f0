using System.Globalization;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using SsdClr.Json;

namespace SsdClr.Tests.Json;

/// <summary>What the writer makes of any text, lone surrogates and control characters included. A failing run prints the seed that repeats it.</summary>
[TestClass]
public sealed class JsonWriterPropertyTests
{
    private const char Replacement = '\uFFFD';

    // Every UTF-16 unit may follow every other: halves of pairs in either order, control characters, what JSON escapes, the edges of UTF-8's lengths.
    private static readonly Gen<string> s_anyText = Gen.Select(
        Gen.ArrayOf(Gen.OneOf(
            Gen.Choose(0xD7FE, 0xE001),
            Gen.Elements(0xD800, 0xDBFF, 0xDC00, 0xDFFF, 0xD83D, 0xDE00),
            Gen.Choose(0, 0x22),
            Gen.Elements('"', '\\', '/', 0x7E, 0x7F, 0x80, 0x7FF, 0x800, 0x2028, 0x2029, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x301, '<', '&'),
            Gen.Choose(0, 0xFFFF))),
        units => new string([.. units.Select(unit => (char)unit)]));

    [TestMethod]
    public void System_Text_Json_reads_back_any_text_with_lone_surrogates_replaced() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll(s_anyText.ToArbitrary(), text => JsonSerializer.Deserialize<string>(Written(text)) == WithoutLoneSurrogates(text)));

    [TestMethod]
    public void System_Text_Json_reads_back_any_name_with_lone_surrogates_replaced() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(1_000),
        Prop.ForAll(s_anyText.ToArbitrary(), name =>
        {
            var writer = new JsonWriter();
            writer.StartObject();
            writer.Name(name);
            writer.Null();
            writer.EndObject();
            using var document = JsonDocument.Parse(Bytes(writer));
            return document.RootElement.EnumerateObject().Single().Name == WithoutLoneSurrogates(name);
        }));

    [TestMethod]
    public void Text_has_one_spelling_unit_by_unit() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(3_000),
        Prop.ForAll(s_anyText.ToArbitrary(), text =>
            Encoding.UTF8.GetString(Written(text)) == "\"" + string.Concat(WithoutLoneSurrogates(text).Select(Spelling)) + "\""));

    // As the specification lists them: seven short escapes, \u00xx in lower case for the other control characters, and nothing else.
    private static string Spelling(char unit) => unit switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => "\\u00" + ((int)unit).ToString("x2", CultureInfo.InvariantCulture),
        _ => unit.ToString(),
    };

    private static string WithoutLoneSurrogates(string text)
    {
        var replaced = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            if (index + 1 < text.Length && char.IsSurrogatePair(text[index], text[index + 1]))
            {
                replaced.Append(text[index]).Append(text[++index]);
            }
            else
            {
                replaced.Append(char.IsSurrogate(text[index]) ? Replacement : text[index]);
            }
        }

        return replaced.ToString();
    }

    private static byte[] Written(string text)
    {
        var writer = new JsonWriter();
        writer.Text(text);
        return Bytes(writer);
    }

    private static byte[] Bytes(JsonWriter writer) => writer.Buffer[..writer.Length];
}
