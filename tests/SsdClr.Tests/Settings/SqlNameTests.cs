using SsdClr.Settings;

namespace SsdClr.Tests.Settings;

[TestClass]
public sealed class SqlNameTests
{
    [TestMethod]
    [DataRow("dbo", "[dbo]")]
    [DataRow("HDM.dbo", "[HDM].[dbo]")]
    [DataRow("[HDM].dbo", "[HDM].[dbo]")]
    [DataRow("a.b.c.d", "[a].[b].[c].[d]")]
    [DataRow("[a.b].[c d]", "[a.b].[c d]")]
    [DataRow("[a]]b]", "[a]]b]")]
    [DataRow("[a]].[b]", "[a]].[b]")]
    [DataRow("[]]; DROP TABLE x; --]", "[]]; DROP TABLE x; --]")]
    [DataRow("[']", "[']")]
    [DataRow("données-2026_x$1", "[données-2026_x$1]")]
    [DataRow("a--", "[a--]")]
    public void A_name_is_read_and_bracketed_again(string text, string expected) => Assert.AreEqual(expected, SqlName.Parse(text, 1, 4)?.Bracketed);

    [TestMethod]
    [DataRow("")]
    [DataRow(".")]
    [DataRow("a.")]
    [DataRow(".a")]
    [DataRow("a..b")]
    [DataRow("a b")]
    [DataRow(" a")]
    [DataRow("a ")]
    [DataRow("[a")]
    [DataRow("a]")]
    [DataRow("[a]b")]
    [DataRow("[a] .[b]")]
    [DataRow("[]")]
    [DataRow("a.[]")]
    [DataRow("[a]]")]
    [DataRow("\"a\"")]
    [DataRow("a'b")]
    [DataRow("a;b")]
    [DataRow("a;DROP TABLE x")]
    [DataRow("a/**/b", DisplayName = "a comment")]
    [DataRow("a(b)")]
    [DataRow("a,b")]
    [DataRow("a AS l) OR 1=1 --")]
    [DataRow("@a")]
    [DataRow("#a")]
    [DataRow("[a\nb]")]
    [DataRow("[a\0]")]
    [DataRow("[{ssd}]")]
    [DataRow("[{range}]")]
    [DataRow("a.b.c.d.e")]
    [DataRow("a\u2028b")]
    public void Anything_else_is_no_name(string text) => Assert.IsNull(SqlName.Parse(text, 1, 4));

    [TestMethod]
    public void Too_few_parts_are_no_name() => Assert.IsNull(SqlName.Parse("a.b", 3, 4));

    [TestMethod]
    public void A_part_of_128_characters_is_a_name() => Assert.IsNotNull(SqlName.Parse(new string('a', 128), 1, 1));

    [TestMethod]
    public void A_part_of_129_characters_is_no_name() => Assert.IsNull(SqlName.Parse("[" + new string('a', 129) + "]", 1, 1));

    [TestMethod]
    public void A_column_is_told_from_its_table()
    {
        SqlName name = SqlName.Parse("HDM.returns.[cin census].person_id", 3, 4)!;
        Assert.AreEqual(("[HDM].[returns].[cin census]", "[person_id]"), (name.Qualifier, name.Last));
    }
}
