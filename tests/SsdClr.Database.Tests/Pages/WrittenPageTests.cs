using SsdClr.Settings;

namespace SsdClr.Database.Tests.Pages;

/// <summary>
/// Reference pages that are written from the product's own C#: settings, rules, commands. They are made here and not by SsdClr.Build, which has to work while
/// the product does not compile.
/// </summary>
[TestClass]
public sealed class WrittenPageTests
{
    private static readonly string[] s_written = ["commands.md", "findings.md", "settings.md"];

    public static IEnumerable<string[]> Pages => s_written.Select(name => new[] { name });

    [TestMethod]
    [DynamicData(nameof(Pages))]
    public void Written_page_is_current(string name)
    {
        var path = Path.Combine(CheckedOut.Repository.Root, "docs", name);
        var page = name switch
        {
            "commands.md" => CommandsPage.Write(CommandTests.Root),
            "findings.md" => FindingsPage.Write(),
            _ => SettingsPage.Write(SettingCatalogue.All),
        };
        if (Environment.GetEnvironmentVariable("SSDCLR_WRITE_PAGES") == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.AreEqual(page, File.Exists(path) ? File.ReadAllText(path).ReplaceLineEndings("\n") : string.Empty, "Run this test with SSDCLR_WRITE_PAGES=1, and commit what it writes.");
    }
}
