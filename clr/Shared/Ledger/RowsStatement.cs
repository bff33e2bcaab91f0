using System.Text;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>A statement on csc.staging that takes many rows.</summary>
/// <param name="columns">The parameters of a row, in the order they are given.</param>
/// <param name="before">The statement up to the first row.</param>
/// <param name="row">One row. The name of each of its parameters ends with #, which stands for the row's number; @receiver_id and @now are the same for all.</param>
/// <param name="separator">What stands between two rows.</param>
/// <param name="after">The statement from the last row on.</param>
/// <param name="rowAgain">What is said of each row once more after that, like <paramref name="row"/>; empty for nothing.</param>
/// <param name="end">The end of the statement.</param>
internal sealed class RowsStatement(StagingColumn[] columns, string before, string row, string separator, string after, string rowAgain = "", string end = "")
{
    private readonly string _before = before;
    private readonly string _row = row;
    private readonly string _separator = separator;
    private readonly string _after = after;
    private readonly string _rowAgain = rowAgain;
    private readonly string _end = end;

    /// <summary>The parameters of a row, in the order they are given.</summary>
    internal StagingColumn[] Columns { get; } = columns;

    /// <summary>The statement for so many rows.</summary>
    internal string Text(int rows)
    {
        var text = new StringBuilder(_before);
        Append(text, rows, _row, _separator);
        text.Append(_after);
        Append(text, rows, _rowAgain, separator: string.Empty);
        return text.Append(_end).ToString();
    }

    private static void Append(StringBuilder text, int rows, string template, string separator)
    {
        for (int row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? string.Empty : separator).Append(template.Replace("#", InvariantText.Of(row)));
        }
    }
}
