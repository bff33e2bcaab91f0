using FsCheck;
using FsCheck.Fluent;
using SsdClr.Settings;

namespace SsdClr.Tests.Settings;

[TestClass]
public sealed class SchemaNameTests
{
    [TestMethod]
    [DataRow("dbo", "[dbo]")]
    [DataRow("ssd_development", "[ssd_development]")]
    [DataRow("HDM_Local.ssd", "[HDM_Local].[ssd]")]
    [DataRow("my-db.$x", "[my-db].[$x]")]
    [DataRow("donn\u00e9es.enfants", "[donn\u00e9es].[enfants]")]
    // Hyphens are characters of a name, and in brackets no comment.
    [DataRow("dbo--", "[dbo--]")]
    [DataRow("[dbo]", "[dbo]")]
    [DataRow("[my db].dbo", "[my db].[dbo]")]
    [DataRow("[a.b].[c]", "[a.b].[c]")]
    [DataRow("[a]]b]", "[a]]b]")]
    [DataRow("[[]", "[[]")]
    // Within brackets nothing is SQL any more.
    [DataRow("[x]]; DROP TABLE [y]", "[x]]; DROP TABLE [y]")]
    [DataRow("[' OR 1=1 --]", "[' OR 1=1 --]")]
    public void Are_given_in_brackets(string text, string expected)
    {
        Assert.IsTrue(SchemaName.TryParse(text, out string bracketed));
        Assert.AreEqual(expected, bracketed);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" ")]
    [DataRow("dbo ")]
    [DataRow(" dbo")]
    [DataRow("my schema")]
    [DataRow(".")]
    [DataRow(".dbo")]
    [DataRow("db.")]
    [DataRow("db..dbo")]
    [DataRow("server.db.dbo")]
    [DataRow("[]")]
    [DataRow("[a].[]")]
    [DataRow("[a")]
    [DataRow("[a]]")]
    [DataRow("a]")]
    [DataRow("[a]b")]
    [DataRow("a[b]")]
    [DataRow("[a] .[b]")]
    [DataRow("\"dbo\"")]
    [DataRow("dbo;DROP TABLE x")]
    [DataRow("dbo/*")]
    [DataRow("dbo'")]
    [DataRow("[dbo];DROP TABLE x")]
    [DataRow("[x]; DROP TABLE [y]")]
    [DataRow("dbo\n")]
    [DataRow("dbo\0")]
    public void Are_refused_where_anything_is_out_of_place(string text)
    {
        bool isGood = SchemaName.TryParse(text, out string bracketed);

        // What is refused gives no text that could reach a statement.
        Assert.AreEqual((false, string.Empty), (isGood, bracketed));
    }

    [TestMethod]
    public void Are_at_most_128_characters_a_part()
    {
        string longest = new('a', 128);

        Assert.IsTrue(SchemaName.TryParse(longest + "." + longest, out _));
        Assert.IsFalse(SchemaName.TryParse(longest + "a", out _));
        Assert.IsFalse(SchemaName.TryParse("db." + longest + "a", out _));
        Assert.IsFalse(SchemaName.TryParse("[" + longest + "a]", out _));
    }

    [TestMethod]
    public void Of_any_text_give_one_or_two_bracketed_names_or_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(
            Arb.From(Gen.Select(Gen.ArrayOf(Gen.Elements("[", "]", "]]", ".", ";", "'", "-", "a", "B1", " ", "\n", "\"", "--", "DROP")), string.Concat)),
            text => !SchemaName.TryParse(text, out string bracketed) || IsOneOrTwoNames(bracketed)));

    // Reads as SQL Server does: a name goes to the first closing bracket that is not doubled.
    private static bool IsOneOrTwoNames(string sql)
    {
        int names = 0;
        int position = 0;
        while (position < sql.Length && sql[position] == '[')
        {
            position++;
            while (position < sql.Length && (sql[position] != ']' || (position + 1 < sql.Length && sql[position + 1] == ']')))
            {
                position += sql[position] == ']' ? 2 : 1;
            }

            names++;
            if (++position >= sql.Length || sql[position] != '.')
            {
                break;
            }

            position++;
        }

        return position == sql.Length && names is 1 or 2;
    }
}
