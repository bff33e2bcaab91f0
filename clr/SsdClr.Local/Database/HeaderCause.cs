namespace SsdClr.Local.Database;

/// <summary>Why a field of the first line names no column, where that can be seen from how programs export.</summary>
internal static class HeaderCause
{
    private static readonly char[] s_otherSeparators = ['|', '^', '~', ':'];

    /// <summary>True for a line that says to Excel what separates fields.</summary>
    public static bool IsForExcel(IReadOnlyList<string?> names) => names[0]?.Trim().StartsWith("sep=", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>The cause in words that do not repeat the field; null where none is seen.</summary>
    /// <param name="table">The table of the file.</param>
    /// <param name="names">The fields of the first line.</param>
    /// <param name="field">Which of them, from 0.</param>
    public static string? Of(SsdTable table, IReadOnlyList<string?> names, int field)
    {
        var name = names[field]?.Trim() ?? string.Empty;
        if (name.Length == 0)
        {
            return field > 0 && field == names.Count - 1
                ? "a separator ends the line, and no name follows it (remove the last separator of every line)"
                : "the field has no name (name the column, or leave it out of the file)";
        }

        if (table.OrdinalOf(Bare(name)) >= 0)
        {
            return "the name stands in brackets or quotes, or behind the name of its table (write the column's name alone)";
        }

        foreach (var separator in s_otherSeparators)
        {
            if (names.Count == 1 && name.Split(separator) is { Length: > 1 } parts && Array.Exists(parts, part => table.OrdinalOf(Bare(part.Trim())) >= 0))
            {
                return $"the names are separated by {separator} (separate fields by commas, semicolons or tabs)";
            }
        }

        return null;
    }

    private static string Bare(string name) => name[(name.LastIndexOf('.') + 1)..].Trim('[', ']', '"', '\'', '`');
}
