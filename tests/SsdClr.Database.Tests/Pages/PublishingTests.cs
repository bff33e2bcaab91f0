#pragma warning disable MA0009 // The texts are our own, and a time limit would fail on a busy machine.
using System.Text.RegularExpressions;

namespace SsdClr.Database.Tests.Pages;

/// <summary>What pages say about publishing a package. The Data-tier Application wizards drop, by default, what is not in it: the tables of the SSD, or ours.</summary>
[TestClass]
public sealed partial class PublishingTests
{
    [TestMethod]
    public void No_page_sends_anybody_into_a_wizard_that_drops_tables() =>
        Assert.AreEqual(string.Empty, string.Join('\n', Page.All.SelectMany(page => Faults(File.ReadAllText(page.Path)).Select(line => $"{page.Name}: {line}"))));

    [TestMethod]
    public void Install_page_warns_of_the_wizards() =>
        Assert.Contains("Use no Data-tier Application wizard", File.ReadAllText(Page.All.Single(page => page.Name == "docs/install.md").Path), StringComparison.Ordinal);

    [TestMethod]
    [DataRow("- `SsdClr.dacpac`: publish it with SqlPackage or SSMS in the default options.")]
    [DataRow("Upgrade Data-tier Application takes the package.")]
    public void Recommended_wizard_is_found(string line) => Assert.HasCount(1, Faults(line).ToList());

    [TestMethod]
    [DataRow("**Use no Data-tier Application wizard (SSMS)**: it drops tables.")]
    [DataRow("| publishing with a wizard of SSMS | it drops what is not in the package |")]
    [DataRow("Save the results in SSMS.")]
    public void Warning_and_other_use_are_left_alone(string line) => Assert.IsEmpty(Faults(line).ToList());

    private static IEnumerable<string> Faults(string text) =>
        text.ReplaceLineEndings("\n").Split('\n').Where(line => Wizard().IsMatch(line) && Package().IsMatch(line) && !line.Contains("drops", StringComparison.Ordinal));

    [GeneratedRegex("SSMS|Management Studio|Azure Data Studio|Data-tier Application", RegexOptions.CultureInvariant)]
    private static partial Regex Wizard();

    [GeneratedRegex("dacpac|publish|package", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Package();
}
