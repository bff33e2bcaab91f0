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
    public void Are_given_in_brackets(string text, string expected) => Assert.AreEqual(expected, Bracketed(text));

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
    public void Are_refused_where_anything_is_out_of_place(string text) => Assert.IsNull(Bracketed(text));

    [TestMethod]
    public void Are_at_most_128_characters_a_part()
    {
        string longest = new('a', 128);

        Assert.IsNotNull(Bracketed(longest + "." + longest));
        Assert.IsNull(Bracketed(longest + "a"));
        Assert.IsNull(Bracketed("db." + longest + "a"));
        Assert.IsNull(Bracketed("[" + longest + "a]"));
    }

    [TestMethod]
    public void Of_any_text_give_one_or_two_bracketed_names_or_nothing() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(5000),
        Prop.ForAll(
            Arb.From(Gen.Select(Gen.ArrayOf(Gen.Elements("[", "]", "]]", ".", ";", "'", "-", "a", "B1", " ", "\n", "\"", "--", "DROP")), string.Concat)),
            text => Bracketed(text) is not { } bracketed || IsOneOrTwoNames(bracketed)));

    private static string? Bracketed(string text) => SettingDefinition.ParseSchema(text)?.Bracketed;

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
