using System.Text.RegularExpressions;

namespace SsdClr.Build.Generation;

/// <summary>T-SQL with places to be filled, as <c>{version}</c>, and parts for one variant alone, between <c>--[variant</c> and <c>--variant]</c>.</summary>
internal static partial class Template
{
    /// <summary>Fills a template.</summary>
    /// <param name="file">Name of a file of one of the folders Templates.</param>
    /// <param name="values">What stands for each place.</param>
    /// <param name="parts">Names of the parts that stay; others are left out.</param>
    /// <returns>T-SQL with LF line ends, without one at the end.</returns>
    /// <exception cref="KeyNotFoundException">A place that nothing is given for.</exception>
    public static string Fill(string file, IReadOnlyDictionary<string, string> values, params IReadOnlyList<string> parts)
    {
        using var reader = new StreamReader(typeof(Template).Assembly.GetManifestResourceStream(file) ?? throw new FileNotFoundException(file));
        var text = reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd('\n');
        text = Part().Replace(text, match => parts.Contains(match.Groups["part"].Value, StringComparer.Ordinal) ? match.Groups["text"].Value : string.Empty);
        return Place().Replace(text, match => values[match.Groups["place"].Value]);
    }

    [GeneratedRegex(@"--\[(?<part>[a-z-]+)\n(?<text>.*?\n)--\k<part>\]\n", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Part();

    [GeneratedRegex(@"\{(?<place>[a-z_]+)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();
}
