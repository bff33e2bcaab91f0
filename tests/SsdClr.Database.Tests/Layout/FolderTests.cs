using System.Text.RegularExpressions;
using SsdClr.Build;
using SsdClr.Build.Generation;

namespace SsdClr.Database.Tests.Layout;

/// <summary>Dependencies between folders point one way, as docs/folders.md lists them.</summary>
[TestClass]
public sealed partial class FolderTests
{
    private static readonly FolderGraph s_graph = FolderGraph.Read(CheckedOut.Repository);

    [TestMethod]
    public void A_namespace_is_its_folder() => Assert.AreEqual(string.Empty, string.Join('\n', s_graph.Misplaced));

    [TestMethod]
    public void A_new_arrow_between_folders_is_named()
    {
        var listed = Listed(File.ReadAllText(CheckedOut.Repository.At("docs/folders.md")).ReplaceLineEndings("\n"));
        Assert.IsGreaterThan(50, listed.Count);
        Assert.AreEqual(
            string.Empty,
            string.Join('\n', s_graph.Arrows.Except(listed)),
            "docs/folders.md does not list these. Do without them; or run SsdClr.Build generate, and say in the review why they are right.");
        Assert.AreEqual(string.Empty, string.Join('\n', listed.Except(s_graph.Arrows)), "These are gone. Run SsdClr.Build generate.");
    }

    [TestMethod]
    public void Folders_form_no_circle()
    {
        var cycle = FolderCircle.In(s_graph.Arrows);
        Assert.IsNull(cycle, cycle is null ? null : string.Join(" -> ", cycle));
    }

    [TestMethod]
    public void A_circle_of_folders_is_found()
    {
        FolderArrow[] arrows = [new("A", "B"), new("B", "C"), new("D", "B"), new("C", "B")];
        Assert.AreEqual("B -> C -> B", string.Join(" -> ", FolderCircle.In(arrows)!));
        Assert.IsNull(FolderCircle.In(arrows[..3]));
    }

    [TestMethod]
    public void Both_ways_to_name_a_type_are_arrows()
    {
        using var sources = new SourceTree(new Dictionary<string, string>
        {
            ["clr/Shared/Data/Row.cs"] = "namespace SsdClr.Data;\nclass Row;",
            ["clr/SsdClr.Payload/Holding/Held.cs"] = "using SsdClr.Data;\n\nnamespace SsdClr.Payload.Holding;\nclass Held;",
            ["clr/SsdClr.Payload/Refreshing/Refresh.cs"] = "namespace SsdClr.Payload.Refreshing;\nclass Refresh { Holding.Held? Held; string Text => Holding.ToString(); }",
            ["clr/SsdClr.Submission/Http/Post.cs"] = "namespace SsdClr.Submission.Sending;\nclass Post;",
            ["clr/SsdClr.Local/obj/Made.cs"] = "namespace SsdClr.Elsewhere;",
        });
        var graph = FolderGraph.Read(new Repository(sources.Root));
        Assert.AreEqual("Payload/Holding -> Shared/Data\nPayload/Refreshing -> Payload/Holding", string.Join('\n', graph.Arrows));
        Assert.AreEqual("clr/SsdClr.Submission/Http/Post.cs", string.Join('\n', graph.Misplaced));
    }

    /// <summary>The arrows that the page lists.</summary>
    private static IReadOnlyList<FolderArrow> Listed(string page) =>
    [
        .. from row in Row().Matches(page)
           from used in Code().Matches(row.Groups["used"].Value)
           select new FolderArrow(row.Groups["from"].Value, used.Groups["folder"].Value),
    ];

    [GeneratedRegex(@"^\| `(?<from>[\w/]+)` \| (?<used>.*) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<folder>[\\w/]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
