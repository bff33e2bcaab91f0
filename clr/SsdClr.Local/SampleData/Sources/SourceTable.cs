using System.Text;
using SsdClr.Local.Database;

namespace SsdClr.Local.SampleData.Sources;

/// <summary>A table of a case-management system, as far as it is known.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns with their T-SQL types, in order.</param>
internal sealed record SourceTable(string Name, IReadOnlyList<(string Name, string Type)> Columns)
{
    private static readonly Encoding s_varchar = CsvText.EncodingOf("windows-1252")!;

    /// <summary>Columns that such systems have an index on.</summary>
    public IEnumerable<string> Keys => Columns.Select(column => column.Name).Where(name => name.EndsWith("_ID", StringComparison.Ordinal));

    /// <summary>A text as a varchar column holds it: a character beyond Windows-1252 becomes one like it, or a question mark.</summary>
    /// <param name="text">The text.</param>
    public static string InVarchar(string text) => s_varchar.GetString(s_varchar.GetBytes(text));

    /// <summary>The tables of a system, from the list that mappings are checked against.</summary>
    /// <param name="system">Name of the system.</param>
    public static IReadOnlyList<SourceTable> Of(string system)
    {
        using var stream = typeof(SourceTable).Assembly.GetManifestResourceStream($"SsdClr.Sources.{system}.csv")
            ?? throw new InvalidOperationException($"The program was built without the tables of {system}.");
        using var reader = new StreamReader(stream);
        _ = reader.ReadLine();
        var columns = new List<(string Table, string Name, string Type)>();
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            // Only types hold commas, and there are two columns before and one behind.
            var parts = line.Split(',');
            columns.Add((parts[0], parts[1], string.Join(',', parts[2..^1]).Trim('"')));
        }

        return [.. columns.GroupBy(column => column.Table, StringComparer.Ordinal).Select(table => new SourceTable(table.Key, [.. table.Select(column => (column.Name, column.Type))]))];
    }
}
