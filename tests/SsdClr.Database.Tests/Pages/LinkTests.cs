namespace SsdClr.Database.Tests.Pages;

/// <summary>Links, pictures and anchors of every page, without the program that makes the site.</summary>
[TestClass]
public sealed class LinkTests
{
    [TestMethod]
    public void Every_link_leads_to_a_file_and_heading()
    {
        var broken = Page.All.SelectMany(page => page.Links.Where(target => !page.Leads(target)).Select(target => $"{page.Name} -> {target}"));

        Assert.AreEqual(string.Empty, string.Join('\n', broken));
    }

    [TestMethod]
    [DataRow("[x](nowhere.md)")]
    [DataRow("[x](README.md#no-such-heading)")]
    [DataRow("[x](http://example.org/)")]
    [DataRow("![x](picture.svg)")]
    public void Broken_link_is_found(string markdown)
    {
        var page = new Page(Path.Combine(CheckedOut.Repository.Root, "page.md"), $"# Page\n\n{markdown}\n");

        Assert.IsFalse(page.Leads(page.Links.Single()));
    }

    [TestMethod]
    [DataRow("## What leaves, over what, to whom", "what-leaves-over-what-to-whom")]
    [DataRow("## `csc.run` and *others*", "cscrun-and-others")]
    [DataRow("## 4. Codes", "4-codes")]
    public void Heading_gets_the_anchor_of_GitHub(string heading, string anchor) =>
        CollectionAssert.AreEqual(new[] { anchor }, new Page("page.md", $"{heading}\n\n```\n# a comment\n```\n").Anchors.ToList());

    [TestMethod]
    public void Every_page_is_reached_from_the_start_page()
    {
        var start = Page.All.Single(page => page.Name == "README.md");
        var reached = new HashSet<string>(StringComparer.Ordinal) { start.Path };
        var next = new Queue<Page>([start]);
        while (next.TryDequeue(out var page))
        {
            foreach (var target in page.Links.Select(link => link.Split('#')[0]).Where(link => link.EndsWith(".md", StringComparison.Ordinal) && !link.Contains(':', StringComparison.Ordinal)))
            {
                var file = Path.GetFullPath(target, Path.GetDirectoryName(page.Path)!);
                if (Page.All.FirstOrDefault(candidate => candidate.Path == file) is { } found && reached.Add(file))
                {
                    next.Enqueue(found);
                }
            }
        }

        // GitHub shows its templates itself, and docs/site/index.md is the start page of the site.
        Assert.AreEqual(string.Empty, string.Join(", ", Page.All.Where(page => !reached.Contains(page.Path) && !page.Name.StartsWith(".github/", StringComparison.Ordinal) && page.Name != "docs/site/index.md").Select(page => page.Name)));
    }
}
