using SsdClr.Build.Generation;

namespace SsdClr.Database.Tests.Layout;

/// <summary>Looks for folders that use one another in a circle.</summary>
internal static class FolderCircle
{
    /// <summary>Folders that use one another in a circle, in the order of the arrows; null for none.</summary>
    public static IReadOnlyList<string>? In(IReadOnlyList<FolderArrow> arrows)
    {
        var uses = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To, StringComparer.Ordinal);
        var done = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<string>();
        return arrows.Select(arrow => CycleFrom(arrow.From, uses, done, path)).FirstOrDefault(cycle => cycle is not null);
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
}
