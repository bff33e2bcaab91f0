using System.Globalization;
using System.Text.RegularExpressions;

namespace SsdClr.Database.Tests.Statements;

/// <summary>CHAR goes by the code page of the database: in one whose default collation is a UTF-8 one it is NULL beyond 127, elsewhere any character.</summary>
[TestClass]
public sealed partial class CharacterTests
{
    [TestMethod]
    public void No_statement_takes_a_character_of_a_code_page()
    {
        var root = CheckedOut.Repository.Root;
        var texts = CheckedOut.Files(root)
            .Where(path => Path.GetExtension(path) is ".sql" or ".cs" or ".yml" or ".ps1" && !path.StartsWith(Path.Combine(root, "tests"), StringComparison.Ordinal))
            .ToList();

        Assert.Contains(path => path.EndsWith("ChildQuery.cs", StringComparison.Ordinal) && Characters(File.ReadAllText(path)).Contains(13), texts);
        Assert.AreEqual(string.Empty, string.Join(", ", texts.Where(path => Characters(File.ReadAllText(path)).Any(code => code > 127))));
    }

    [TestMethod]
    [DataRow("REPLACE([x], CHAR(160), ' ')", 160)]
    [DataRow("char ( 0xA0 )", 160)]
    [DataRow("CHAR(13)", 13)]
    public void Characters_are_found(string text, int code) => Assert.AreEqual(code, Characters(text).Single());

    [TestMethod]
    public void NCHAR_and_a_type_are_no_such_character() => Assert.IsEmpty(Characters("NCHAR(160), [x] nvarchar(400)"));

    private static IEnumerable<int> Characters(string text) => Character().Matches(text).Select(match => match.Groups["hex"].Success
        ? int.Parse(match.Groups["hex"].Value, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
        : int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\bCHAR\s*\(\s*(0x(?<hex>[0-9a-f]{1,4})|(?<number>[0-9]{1,4}))\s*\)", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Character();
}
