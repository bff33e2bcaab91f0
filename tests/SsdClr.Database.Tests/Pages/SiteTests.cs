#pragma warning disable MA0009 // The texts are our own, and a time limit would fail on a busy machine.
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Newtonsoft.Json.Linq;
using YamlDotNet.RepresentationModel;

namespace SsdClr.Database.Tests.Pages;

/// <summary>The site that docfx makes, as far as it can be known without docfx: what it is told, and that nothing is missing.</summary>
[TestClass]
public sealed partial class SiteTests
{
    private static readonly string s_root = CheckedOut.Repository.Root;
    private static readonly JObject s_settings = JObject.Parse(File.ReadAllText(Path.Combine(s_root, "docfx.json")));

    [TestMethod]
    public void Tool_is_pinned() =>
        Assert.AreEqual("2.81.0", (string?)JObject.Parse(File.ReadAllText(Path.Combine(s_root, ".config", "dotnet-tools.json")))["tools"]!["docfx"]!["version"]);

    [TestMethod]
    public void Footer_names_the_version()
    {
        var version = XDocument.Load(Path.Combine(s_root, "Directory.Build.props")).Descendants("Version").Single().Value;

        Assert.StartsWith($"SsdClr {version} ", (string?)s_settings["build"]!["globalMetadata"]!["_appFooter"], StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("docs/toc.yml")]
    [DataRow("docs/site/toc.yml")]
    public void Every_entry_of_the_contents_leads_to_a_page(string file)
    {
        var path = Path.Combine(s_root, file);

        Assert.AreEqual(string.Empty, string.Join(", ", Entries(path).Where(target => !File.Exists(target))));
    }

    [TestMethod]
    public void Every_page_is_in_the_contents()
    {
        var listed = Entries(Path.Combine(s_root, "docs", "toc.yml")).ToHashSet(StringComparer.Ordinal);

        // Tables and decisions have lists of their own; the README is the start page of GitHub, as docs/site/index.md is that of the site.
        var missing = Page.All.Where(page => page.Name is not "README.md" && !listed.Contains(page.Path)
            && !page.Name.StartsWith("docs/ssd/ssd_", StringComparison.Ordinal) && !page.Name.StartsWith("docs/decisions/", StringComparison.Ordinal)
            && !page.Name.StartsWith(".github/", StringComparison.Ordinal) && !page.Name.StartsWith("docs/site/", StringComparison.Ordinal));

        Assert.AreEqual(string.Empty, string.Join(", ", missing.Select(page => page.Name)));
    }

    [TestMethod]
    public void Every_file_that_a_page_links_goes_into_the_site()
    {
        var patterns = s_settings["build"]!["resource"]!.SelectMany(part => part["files"]!.Select(pattern => Pattern((string)pattern!))).ToList();

        var missing =
            from page in Page.All
            where !page.Name.StartsWith(".github/", StringComparison.Ordinal)
            from link in page.Links.Select(link => link.Split('#')[0])
            where link.Length > 0 && !link.EndsWith(".md", StringComparison.Ordinal) && !link.StartsWith("https://", StringComparison.Ordinal)
            let target = CheckedOut.Repository.Relative(Path.GetFullPath(link, Path.GetDirectoryName(page.Path)!))
            where !patterns.Exists(pattern => pattern.IsMatch(target))
            select $"{page.Name} -> {target}";

        Assert.AreEqual(string.Empty, string.Join('\n', missing));
    }

    [TestMethod]
    public void Twenty_five_questions_are_answered_within_two_clicks()
    {
        var page = Page.All.Single(page => page.Name == "docs/questions.md");
        var rows = Question().Matches(File.ReadAllText(page.Path)).Select(row => (Person: row.Groups["person"].Value, First: row.Groups["first"].Value, Second: row.Groups["second"].Value)).ToList();

        CollectionAssert.AreEquivalent(
            new[] { ("analyst", 5), ("DBA", 5), ("operator", 5), ("information security", 5), ("developer", 5) },
            rows.GroupBy(row => row.Person, StringComparer.Ordinal).Select(group => (group.Key, group.Count())).ToList());
        foreach (var (_, first, second) in rows)
        {
            foreach (var start in new[] { "README.md", "docs/site/index.md" })
            {
                Assert.Contains(Target(page, first), Targets(Page.All.Single(candidate => candidate.Name == start)), $"{start} -> {first}");
            }

            var person = Page.All.Single(candidate => candidate.Path == Target(page, first));
            Assert.Contains(Target(page, second), Targets(person), $"{first} -> {second}");
        }
    }

    private static List<string> Targets(Page page) => [.. page.Links.Where(link => !link.StartsWith("https://", StringComparison.Ordinal)).Select(link => Target(page, link))];

    private static string Target(Page page, string link)
    {
        var parts = link.Split('#');
        return Path.GetFullPath(parts[0], Path.GetDirectoryName(page.Path)!) + (parts.Length > 1 ? "#" + parts[1] : string.Empty);
    }

    private static IEnumerable<string> Entries(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(file);
        stream.Load(reader);
        return stream.Documents[0].AllNodes.OfType<YamlMappingNode>()
            .Where(node => node.Children.ContainsKey("href"))
            .Select(node => Path.GetFullPath(node["href"].ToString(), Path.GetDirectoryName(file)!));
    }

    private static Regex Pattern(string glob) => new(
        "^" + Regex.Escape(glob).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal) + "$", RegexOptions.ExplicitCapture);

    [GeneratedRegex(@"^\| (?<person>[^|]+) \| [^|]+\? ?[^|]*\| \[[^\]]+\]\((?<first>[^)]+)\) \| \[[^\]]+\]\((?<second>[^)]+)\) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex Question();
}
