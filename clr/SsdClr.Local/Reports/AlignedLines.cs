namespace SsdClr.Local.Reports;

/// <summary>Rows as lines whose columns stand under one another: a table that need not be held whole, because each call aligns its own rows.</summary>
internal static class AlignedLines
{
    /// <summary>Writes a line a row; all rows have as many cells. A control character in a cell is written as U+FFFD: it could play tricks with a terminal.</summary>
    public static void Write(TextWriter writer, IReadOnlyList<string[]> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var last = rows[0].Length - 1;
        var widths = new int[last];
        for (var column = 0; column < last; column++)
        {
            widths[column] = Width(rows, column);
        }

        foreach (var row in rows)
        {
            for (var column = 0; column < last; column++)
            {
                writer.Write(Printable(row[column]).PadRight(Math.Max(widths[column], row[column].Length) + 2));
            }

            writer.WriteLine(Printable(row[last]));
        }
    }

    // One cell much longer than the others moves its own line, and pads no other.
    private static int Width(IReadOnlyList<string[]> rows, int column)
    {
        var lengths = rows.Select(row => row[column].Length).Order().ToList();
        var usual = lengths[lengths.Count / 2];
        return lengths.FindLast(length => length <= Math.Max(usual * 2, usual + 8));
    }

    private static string Printable(string cell) =>
        cell.Any(char.IsControl) ? string.Concat(cell.Select(character => char.IsControl(character) ? '\uFFFD' : character)) : cell;
}
