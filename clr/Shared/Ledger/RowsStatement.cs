using System.Text;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>A statement on csc.staging that takes many rows.</summary>
internal sealed class RowsStatement
{
    private readonly string _before;
    private readonly string _row;
    private readonly string _separator;
    private readonly string _after;

    /// <param name="columns">The parameters of a row, in the order they are given.</param>
    /// <param name="before">The statement up to the first row.</param>
    /// <param name="row">One row. The name of each of its parameters ends with #, which stands for the row's number; @receiver_id and @now are the same for all.</param>
    /// <param name="separator">What stands between two rows.</param>
    /// <param name="after">The statement from the last row on.</param>
    internal RowsStatement(StagingColumn[] columns, string before, string row, string separator, string after)
    {
        Columns = columns;
        _before = before;
        _row = row;
        _separator = separator;
        _after = after;
    }

    /// <summary>The parameters of a row, in the order they are given.</summary>
    internal StagingColumn[] Columns { get; }

    /// <summary>The statement for so many rows.</summary>
    internal string Text(int rows)
    {
        var text = new StringBuilder(_before);
        for (int row = 0; row < rows; row++)
        {
            text.Append(row == 0 ? string.Empty : _separator).Append(_row.Replace("#", InvariantText.Of(row)));
        }

        return text.Append(_after).ToString();
    }
}
