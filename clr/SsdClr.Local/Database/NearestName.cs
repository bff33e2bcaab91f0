namespace SsdClr.Local.Database;

/// <summary>Finds the name that was probably meant.</summary>
internal static class NearestName
{
    /// <summary>The name that takes the fewest changes of a letter to become <paramref name="given"/>; null where none is near.</summary>
    public static string? Of(string given, IEnumerable<string> names)
    {
        var (name, changes) = names.Select(name => (name, Changes(given.ToLowerInvariant(), name))).MinBy(pair => pair.Item2);

        // What names of a table begin with says nothing: pers_birth is no nearer to pers_sex than birth is to sex.
        return name is not null && changes <= Math.Max(2, (given.Length - SharedBeginning(given, name)) / 2) ? name : null;
    }

    private static int SharedBeginning(string given, string name) => given.ToLowerInvariant().Zip(name).TakeWhile(pair => pair.First == pair.Second).Count();

    private static int Changes(string from, string to)
    {
        // A row of the table of Levenshtein's distances at a time.
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[to.Length];
    }
}
