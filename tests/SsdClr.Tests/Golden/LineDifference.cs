namespace SsdClr.Tests.Golden;

/// <summary>The difference of two texts, line by line, for a person to read.</summary>
internal static class LineDifference
{
    /// <summary>All lines in order: "- " before what is expected only, "+ " before what was got only.</summary>
    public static string Of(IReadOnlyList<string> expected, IReadOnlyList<string> got)
    {
        // Length of the longest common subsequence of what remains from each pair of positions.
        var common = new int[expected.Count + 1, got.Count + 1];
        for (var e = expected.Count - 1; e >= 0; e--)
        {
            for (var g = got.Count - 1; g >= 0; g--)
            {
                common[e, g] = expected[e] == got[g] ? common[e + 1, g + 1] + 1 : Math.Max(common[e + 1, g], common[e, g + 1]);
            }
        }

        var lines = new List<string>();
        var (left, right) = (0, 0);
        while (left < expected.Count || right < got.Count)
        {
            if (left < expected.Count && right < got.Count && expected[left] == got[right])
            {
                lines.Add("  " + expected[left++]);
                right++;
            }
            else if (right == got.Count || (left < expected.Count && common[left + 1, right] >= common[left, right + 1]))
            {
                lines.Add("- " + expected[left++]);
            }
            else
            {
                lines.Add("+ " + got[right++]);
            }
        }

        return string.Join('\n', lines);
    }
}
