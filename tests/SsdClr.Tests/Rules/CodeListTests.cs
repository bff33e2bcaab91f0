using SsdClr.Payload.Building;

namespace SsdClr.Tests.Rules;

/// <summary>How a code is found by its beginning, by a text, and by the authority's own list.</summary>
[TestClass]
public sealed class CodeListTests
{
    private static readonly CodeList s_codes = new(["A1", "A11", "B"], ["First of all", "A1", "first-of ALL", "A1", "Shared", "A1", "shared!", "B", "Shared", "B"]);

    [TestMethod]
    [DataRow("A1", "A1")]
    [DataRow("a11", "A11")]
    [DataRow("A11 - x", "A11")]
    [DataRow("A1-1", "A1")]
    [DataRow("A1:x", "A1")]
    [DataRow("A1(x)", "A1")]
    [DataRow("A1/x", "A1")]
    [DataRow("A1\u00A0x", "A1")]
    [DataRow("A1\u2010x", "A1")]
    [DataRow("A1\u2013x", "A1")]
    [DataRow("A1\u2015x", "A1")]
    [DataRow("A1\u2212x", "A1")]
    [DataRow("A1\u200Fx", null)]
    [DataRow("A1\u2016x", null)]
    [DataRow("A1\u2213x", null)]
    [DataRow("A1x", null)]
    [DataRow("A1.x", null)]
    [DataRow("A111", null)]
    [DataRow("- A1", null)]
    [DataRow("x", null)]
    public void A_code_ends_where_it_ends(string value, string? expected) => Assert.AreEqual(expected, s_codes.Leading(value, mayBeRated: false));

    [TestMethod]
    [DataRow("B1", "B")]
    [DataRow("b2 x", null)]
    [DataRow("b2 - x", "B")]
    [DataRow("B", "B")]
    [DataRow("B3", null)]
    [DataRow("B12", null)]
    public void A_rating_behind_a_code_belongs_to_it(string value, string? expected) => Assert.AreEqual(expected, s_codes.Leading(value, mayBeRated: true));

    [TestMethod]
    [DataRow("FIRST of  all.", "A1")]
    [DataRow("First", null)]
    [DataRow("shared", null, DisplayName = "Two codes have that text")]
    [DataRow("...", null)]
    public void A_text_gives_a_code_by_letters_and_digits(string value, string? expected) => Assert.AreEqual(expected, s_codes.Described(value));

    [TestMethod]
    public void A_code_is_on_the_list_as_it_is_spelled() => Assert.AreEqual((true, false), (s_codes.Contains("A1"), s_codes.Contains("a1")));

    [TestMethod]
    [DataRow("ethnicity", " own WORDS ", "OOTH")]
    [DataRow("ethnicity", "own word", null)]
    [DataRow("Ethnicity", "own words", null)]
    [DataRow("sex", "own words", null)]
    public void The_authoritys_own_codes_ignore_case_and_outer_blanks(string field, string held, string? expected)
    {
        var map = new CodeMap();
        Assert.IsTrue(map.IsEmpty);
        map.Add("ethnicity", "  Own words", "OOTH");
        Assert.AreEqual((false, expected), (map.IsEmpty, map.Find(field, held)));
    }

    [TestMethod]
    public void A_long_value_is_known_by_its_first_400_characters()
    {
        Assert.AreEqual(new string('x', 400), CodeMap.Key(" " + new string('x', 400) + "y"));
        Assert.AreEqual(new string('x', 399), CodeMap.Key(new string('x', 399) + " y"));
        Assert.AreEqual("y" + new string('x', 399), CodeMap.Key("y" + new string('x', 400)));
    }

    [TestMethod]
    [DataRow("ethnicity", "Own words", "OOTH", true)]
    [DataRow("ethnicity", "Own words", null, true)]
    [DataRow("ethnicity", "WBRI", null, true, DisplayName = "An entry may be taken back whatever the list says")]
    [DataRow("ethnicity", "WBRI", "OOTH", false, DisplayName = "The list goes first")]
    [DataRow("ethnicity", "WBRI - x", "OOTH", true, DisplayName = "A code that has to be cut off a value does not")]
    [DataRow("ethnicity", "Own words", "ooth", false)]
    [DataRow("ethnicity", " ", "OOTH", false)]
    [DataRow("ethnicity", "n/a", "OOTH", false)]
    [DataRow("ETHNICITY", "Own words", "OOTH", false)]
    [DataRow(null, "Own words", "OOTH", false)]
    public void An_entry_of_the_authority_is_judged(string? field, string held, string? code, bool isRight) =>
        Assert.AreEqual(isRight, CodeEntry.Fault(field, held, code, "field", "held value", "code") is null);

    [TestMethod]
    [DataRow(400, true)]
    [DataRow(401, false)]
    public void A_held_value_of_an_entry_has_400_characters_at_most(int length, bool isRight) =>
        Assert.AreEqual(isRight, CodeEntry.Fault("ethnicity", new string('q', length), "OOTH", "field", "held value", "code") is null);
}
