using System.Text;
using System.Text.RegularExpressions;

namespace SsdClr.Build.Generation;

/// <summary>
/// Which folders of the product's C# use which, read from the source: a using directive, or a type named with the end of its namespace, is an arrow. A namespace is
/// its folder, so one says the other.
/// </summary>
internal sealed partial class FolderGraph
{
    private const string Start = "<!-- Written by SsdClr.Build generate, from clr -->\n";
    private const string End = "<!-- to here -->\n";

    // The projects, in the order in which they build on one another.
    private static readonly (string Name, string Folder, string Namespace)[] Projects =
    [
        ("Shared", "Shared", "SsdClr"),
        ("Payload", "SsdClr.Payload", "SsdClr.Payload"),
        ("Submission", "SsdClr.Submission", "SsdClr.Submission"),
        ("Local", "SsdClr.Local", "SsdClr.Local"),
    ];

    private readonly List<string> _folders;

    private FolderGraph(List<string> folders, IReadOnlyList<FolderArrow> arrows, IReadOnlyList<string> misplaced)
    {
        _folders = folders;
        Arrows = arrows;
        Misplaced = misplaced;
    }

    /// <summary>Every arrow, in order.</summary>
    public IReadOnlyList<FolderArrow> Arrows { get; }

    /// <summary>Files whose namespace is not their folder.</summary>
    public IReadOnlyList<string> Misplaced { get; }

    /// <summary>Reads the sources.</summary>
    public static FolderGraph Read(Repository repository)
    {
        var files = Projects.SelectMany(project => Sources(repository, project.Name, Path.Combine(repository.Root, "clr", project.Folder), project.Namespace)).ToList();
        var folderOf = files.DistinctBy(file => file.Namespace).ToDictionary(file => file.Namespace, file => file.Folder, StringComparer.Ordinal);
        var types = files.Select(file => (file.Namespace, Type: Path.GetFileName(file.Path).Split('.')[0])).ToHashSet();
        var arrows =
            from file in files
            from used in Used(file.Text, file.Namespace, folderOf.Keys, types)
            where folderOf[used] != file.Folder
            select new FolderArrow(file.Folder, folderOf[used]);
        return new FolderGraph(
            [.. folderOf.Values.Distinct().Order(StringComparer.Ordinal)],
            [.. arrows.Distinct().OrderBy(arrow => arrow.From, StringComparer.Ordinal).ThenBy(arrow => arrow.To, StringComparer.Ordinal)],
            [.. files.Where(file => !file.IsInPlace).Select(file => repository.Relative(file.Path))]);
    }

    /// <summary>The arrows that a page lists.</summary>
    /// <exception cref="BuildException">The page does not say where the folders belong.</exception>
    public static IReadOnlyList<FolderArrow> Listed(string page) =>
    [
        .. from row in Row().Matches(page[Section(page)])
           from used in Code().Matches(row.Groups["used"].Value)
           select new FolderArrow(row.Groups["from"].Value, used.Groups["folder"].Value),
    ];

    /// <summary>Folders that use one another in a circle, in the order of the arrows; null for none.</summary>
    public static IReadOnlyList<string>? Cycle(IReadOnlyList<FolderArrow> arrows)
    {
        var uses = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        return arrows.Select(arrow => CycleFrom(arrow.From, uses, done, path)).FirstOrDefault(cycle => cycle is not null);
    }

    /// <summary>Puts the drawing and the list into the page, in place of those it holds.</summary>
    /// <exception cref="BuildException">The page does not say where they belong.</exception>
    public string Fill(string page)
    {
        var section = Section(page);
        return string.Concat(page.AsSpan(0, section.Start.Value), Write(), page.AsSpan(section.End.Value));
    }

    private static Range Section(string page)
    {
        var start = page.IndexOf(Start, StringComparison.Ordinal);
        var end = start < 0 ? -1 : page.IndexOf(End, start, StringComparison.Ordinal);
        return end < 0
            ? throw new BuildException("docs/architecture.md: the lines that say where the folders belong are gone.")
            : (start + Start.Length)..end;
    }

    private static IEnumerable<(string Path, string Text, string Folder, string Namespace, bool IsInPlace)> Sources(Repository repository, string project, string root, string rootNamespace)
    {
        foreach (var path in Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var folders = Path.GetRelativePath(root, path).Split(Path.DirectorySeparatorChar)[..^1];
            var text = File.ReadAllText(path).ReplaceLineEndings("\n");
            if (folders is ["obj" or "bin", ..] || Namespace().Match(text) is not { Success: true } found)
            {
                continue;
            }

            // Nested folders count as the first: Sources of SampleData is SampleData.
            var expected = string.Join('.', [rootNamespace, .. folders]);
            yield return (path, text, folders.Length == 0 ? project : project + "/" + folders[0], found.Groups["name"].Value, expected == found.Groups["name"].Value);
        }
    }

    private static IEnumerable<string> Used(string text, string own, IEnumerable<string> namespaces, HashSet<(string, string)> types)
    {
        foreach (Match directive in Using().Matches(text))
        {
            var name = directive.Groups["name"].Value;
            if (namespaces.Contains(name, StringComparer.Ordinal))
            {
                yield return name;
            }
        }

        // A type may be named from a namespace around its own: Holding.Held in SsdClr.Payload.Refreshing.
        foreach (Match part in Qualified().Matches(text))
        {
            foreach (var candidate in namespaces.Where(name => name != own && name.EndsWith("." + part.Groups["space"].Value, StringComparison.Ordinal)))
            {
                if (types.Contains((candidate, part.Groups["type"].Value)) && own.StartsWith(candidate[..candidate.LastIndexOf('.')], StringComparison.Ordinal))
                {
                    yield return candidate;
                }
            }
        }
    }

    private static List<string>? CycleFrom(string folder, ILookup<string, string> uses, HashSet<string> done, List<string> path)
    {
        var index = path.IndexOf(folder);
        if (index >= 0)
        {
            return [.. path[index..], folder];
        }

        if (done.Contains(folder))
        {
            return null;
        }

        path.Add(folder);
        foreach (var used in uses[folder])
        {
            if (CycleFrom(used, uses, done, path) is { } cycle)
            {
                return cycle;
            }
        }

        path.RemoveAt(path.Count - 1);
        done.Add(folder);
        return null;
    }

    private string Write()
    {
        var text = new StringBuilder("\n```mermaid\nflowchart LR\n");
        foreach (var project in Projects)
        {
            text.Append("    subgraph ").Append(project.Name).Append('\n');
            foreach (var folder in _folders.Where(folder => IsOf(folder, project.Name)))
            {
                text.Append("        ").Append(Node(folder)).Append('[').Append(folder[(folder.IndexOf('/', StringComparison.Ordinal) + 1)..]).Append("]\n");
            }

            text.Append("    end\n");
        }

        foreach (var arrow in Arrows.Where(arrow => !IsImplied(arrow)))
        {
            text.Append("    ").Append(Node(arrow.From)).Append(" --> ").Append(Node(arrow.To)).Append('\n');
        }

        text.Append("```\n\nEvery arrow; the picture leaves out those that follow from others.\n\n| folder | uses |\n|---|---|\n");
        foreach (var folder in Arrows.GroupBy(arrow => arrow.From))
        {
            text.Append("| `").Append(folder.Key).Append("` | ").AppendJoin(", ", folder.Select(arrow => "`" + arrow.To + "`")).Append(" |\n");
        }

        return text.Append('\n').ToString();
    }

    private static bool IsOf(string folder, string project) => folder == project || folder.StartsWith(project + "/", StringComparison.Ordinal);

    private static string Node(string folder) => folder.Replace('/', '_');

    // There is a longer way.
    private bool IsImplied(FolderArrow arrow)
    {
        var uses = Arrows.ToLookup(other => other.From, other => other.To, StringComparer.Ordinal);
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var next = new Stack<string>(uses[arrow.From].Where(used => used != arrow.To));
        while (next.TryPop(out var folder))
        {
            if (folder == arrow.To)
            {
                return true;
            }

            foreach (var used in reached.Add(folder) ? uses[folder] : [])
            {
                next.Push(used);
            }
        }

        return false;
    }

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:\w+ = |static )?(?<name>SsdClr[\w.]*);", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Using();

    [GeneratedRegex(@"(?<![\w.])(?:\w+\.)*?(?<space>[A-Z]\w+)\.(?<type>[A-Z]\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^\| `(?<from>[\w/]+)` \| (?<used>.*) \|$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<folder>[\\w/]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
