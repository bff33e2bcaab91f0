#pragma warning disable MA0009 // The texts are our own, and a time limit would fail on a busy machine.
using System.Text.RegularExpressions;

namespace SsdClr.Database.Tests.Pages;

/// <summary>Tables of pages: a row with another number of cells than its heading is shown wrong.</summary>
[TestClass]
public sealed partial class TableTests
{
    [TestMethod]
    public void Every_row_of_a_table_has_as_many_cells_as_its_heading() =>
        Assert.AreEqual(string.Empty, string.Join('\n', Page.All.SelectMany(page => Faults(page.Tables).Select(fault => $"{page.Name}: {fault}"))));

    [TestMethod]
    [DataRow("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n")]
    [DataRow("| a | b |\n|---|---|\n| 1 |\n")]
    [DataRow("| a | b |\n|---|---|\n| `x|y` | 2 |\n")]
    [DataRow("| a | b |\n|---|\n| 1 | 2 |\n")]
    public void A_row_of_other_length_is_found(string markdown) => Assert.AreNotEqual(0, Faults(new Page("page.md", markdown).Tables).Count());

    [TestMethod]
    public void An_escaped_bar_ends_no_cell() => Assert.AreEqual(0, Faults(new Page("page.md", "| a | b |\n|---|---|\n| `x\\|y` | 2 |\n").Tables).Count());

    private static IEnumerable<string> Faults(IEnumerable<IReadOnlyList<string>> tables) =>
        from table in tables
        let cells = Cells(table[0])
        from row in table
        where Cells(row) != cells
        select $"{Cells(row)} cells of {cells}: {row}";

    private static int Cells(string row) => Bar().Count(row.TrimEnd()) - 1;

    [GeneratedRegex(@"(?<!\\)\|", RegexOptions.ExplicitCapture)]
    private static partial Regex Bar();
}
