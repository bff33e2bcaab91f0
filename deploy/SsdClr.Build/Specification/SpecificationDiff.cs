namespace SsdClr.Build.Specification;

/// <summary>Lists what one version of the specification adds, changes and drops against another: two files that <c>export</c> wrote, of whatever version.</summary>
internal static class SpecificationDiff
{
    /// <summary>The differences, a line each; a last line counts them.</summary>
    /// <param name="oldFile">First file as messages show it.</param>
    /// <param name="oldText">Its content.</param>
    /// <param name="newFile">Second file as messages show it.</param>
    /// <param name="newText">Its content.</param>
    /// <exception cref="BuildException">A file is no such table.</exception>
    public static IReadOnlyList<string> Of(string oldFile, string oldText, string newFile, string newText)
    {
        var before = Read(oldFile, oldText);
        var after = Read(newFile, newText);
        var gone = before.Where(row => !after.ContainsKey(row.Key)).ToDictionary();
        var came = after.Where(row => !before.ContainsKey(row.Key)).ToDictionary();
        var renamed = came.Select(row => (New: row.Key, Old: gone.FirstOrDefault(other => IsSameItem(other.Value, row.Value)).Key)).Where(pair => pair.Old is not null).ToList();
        var changed = after.Where(row => before.ContainsKey(row.Key)).Select(row => (row.Key, Changes: Changes(before[row.Key], row.Value))).Where(row => row.Changes.Count > 0).ToList();
        var added = came.Keys.Except(renamed.Select(pair => pair.New), StringComparer.Ordinal).ToList();
        var dropped = gone.Keys.Except(renamed.Select(pair => pair.Old), StringComparer.Ordinal).ToList();
        return
        [
            .. added.Select(name => $"added {name}"),
            .. renamed.Select(pair => $"renamed {pair.Old} to {pair.New}"),
            .. changed.Select(row => $"changed {row.Key}: {string.Join("; ", row.Changes)}"),
            .. dropped.Select(name => $"dropped {name}"),
            $"{added.Count} added, {renamed.Count} renamed, {changed.Count} changed, {dropped.Count} dropped.",
        ];
    }

    private static bool IsSameItem(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.GetValueOrDefault("object") == other.GetValueOrDefault("object") && one.GetValueOrDefault("item_ref") is { Length: > 0 } item && item == other.GetValueOrDefault("item_ref");

    private static List<string> Changes(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) =>
        [.. after.Where(cell => before.TryGetValue(cell.Key, out var former) && former != cell.Value).Select(cell => $"{cell.Key} '{before[cell.Key]}' is '{cell.Value}'")];

    private static SortedDictionary<string, IReadOnlyDictionary<string, string>> Read(string file, string text)
    {
        var records = CsvRecords.Read(file, text);
        if (records.Count == 0 || !records[0].Values.Contains("object") || !records[0].Values.Contains("field"))
        {
            throw new BuildException($"{file}:1: the first line must name the columns, object and field among them, as the export does.");
        }

        var rows = new SortedDictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var (line, values) in records.Skip(1))
        {
            if (values.Count != records[0].Values.Count)
            {
                throw new BuildException($"{file}:{line}: has {values.Count} values, where the first line names {records[0].Values.Count} columns.");
            }

            var row = records[0].Values.Zip(values).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal);
            if (!rows.TryAdd($"{row["object"]}.{row["field"]}", row))
            {
                throw new BuildException($"{file}:{line}: {row["object"]}.{row["field"]} occurs twice.");
            }
        }

        return rows;
    }
}
