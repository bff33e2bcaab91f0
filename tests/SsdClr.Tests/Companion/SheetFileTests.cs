using System.Globalization;
using System.IO.Compression;
using MiniExcelLibs;
using SsdClr.Local;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class SheetFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TestMethod]
    public void A_workbook_has_real_dates_and_numbers()
    {
        var sheet = new Sheet("Runs", "Run", "As of", "Started", "Verdict", "Sent");
        sheet.Add(17L, new DateOnly(2026, 3, 31), new DateTime(2026, 4, 1, 2, 30, 0, DateTimeKind.Unspecified), "succeeded", null);
        Workbook(sheet);

        var row = MiniExcel.Query(_folder["result.xlsx"], useHeaderRow: true).Cast<IDictionary<string, object?>>().Single();

        Assert.AreEqual(
            (17.0, new DateTime(2026, 3, 31, 0, 0, 0, DateTimeKind.Unspecified), new DateTime(2026, 4, 1, 2, 30, 0, DateTimeKind.Unspecified), "succeeded", true),
            (row["Run"], row["As of"], row["Started"], row["Verdict"], string.IsNullOrEmpty((string?)row["Sent"])));
    }

    [TestMethod]
    public void Headings_stay_in_view_and_every_sheet_has_filters()
    {
        Workbook(new Sheet("One", "A", "B"), new Sheet("Two", "C"));

        using var zip = ZipFile.OpenRead(_folder["result.xlsx"]);
        var sheets = zip.Entries.Where(entry => entry.FullName.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).Select(Text).ToList();
        Assert.HasCount(2, sheets);
        Assert.IsTrue(sheets.TrueForAll(text => text.Contains("state=\"frozen\"", StringComparison.Ordinal) && text.Contains("autoFilter", StringComparison.Ordinal)), string.Join('\n', sheets));
    }

    [TestMethod]
    public void A_sheet_without_rows_keeps_its_headings()
    {
        Workbook(new Sheet("One", "A", "B"));
        CollectionAssert.AreEqual(new object[] { "A", "B" }, MiniExcel.Query(_folder["result.xlsx"]).Cast<IDictionary<string, object>>().Single().Values.ToArray());
    }

    [TestMethod]
    [DataRow("=1+1")]
    [DataRow("$=1+1")]
    [DataRow("+1")]
    [DataRow("-1")]
    [DataRow("@SUM(A1)")]
    public void A_text_like_a_formula_stays_a_text_in_a_workbook(string text)
    {
        var sheet = new Sheet("One", "A");
        sheet.Add(text);
        Workbook(sheet);

        using var zip = ZipFile.OpenRead(_folder["result.xlsx"]);
        var written = Text(zip.Entries.Single(entry => entry.FullName.EndsWith("sheet1.xml", StringComparison.Ordinal)));
        Assert.DoesNotContain("<x:f", written, StringComparison.Ordinal);
        Assert.Contains($"<x:c r=\"A2\" t=\"str\" s=\"2\"><x:v>{text}</x:v>", written, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("=1+1", "'=1+1")]
    [DataRow("+1", "'+1")]
    [DataRow("-1", "'-1")]
    [DataRow("@SUM(A1)", "'@SUM(A1)")]
    [DataRow("a=b", "a=b")]
    [DataRow("Ann, \"Zo\u00eb\"", "\"Ann, \"\"Zo\u00eb\"\"\"")]
    public void A_text_like_a_formula_is_marked_as_text_in_csv(string text, string written)
    {
        var sheet = new Sheet("One", "A", "B");
        sheet.Add(text, -5L);
        Csv(sheet);
        Assert.AreEqual($"A,B\r\n{written},-5\r\n", File.ReadAllText(_folder["result.csv"]));
    }

    [TestMethod]
    public void Csv_begins_with_the_mark_that_tells_excel_its_encoding()
    {
        Csv(new Sheet("One", "A"));
        CollectionAssert.AreEqual(new byte[] { 0xEF, 0xBB, 0xBF }, File.ReadAllBytes(_folder["result.csv"])[..3]);
    }

    [TestMethod]
    public void Csv_has_dates_as_year_month_day()
    {
        var sheet = new Sheet("One", "Day", "Moment", "Is so");
        sheet.Add(new DateOnly(2026, 3, 31), new DateTime(2026, 4, 1, 2, 30, 0, DateTimeKind.Unspecified), true);
        Csv(sheet);
        Assert.EndsWith("2026-03-31,\"2026-04-01 02:30:00\",yes\r\n", File.ReadAllText(_folder["result.csv"]), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Only_its_owner_may_read_the_file()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Inconclusive("Windows keeps files by the rights of their folder.");
            return;
        }

        Workbook(new Sheet("One", "A"));
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["result.xlsx"]));
    }

    [TestMethod]
    public void An_older_file_is_replaced()
    {
        File.WriteAllText(_folder["result.csv"], "older");
        Csv(new Sheet("One", "A"));
        Assert.AreEqual("A\r\n", File.ReadAllText(_folder["result.csv"]));
    }

    [TestMethod]
    public void A_file_that_cannot_be_replaced_leaves_nothing_behind()
    {
        var file = new SheetFile(OutputFile.At(_folder["result.csv"], FilesInUse.None), isWorkbook: false);
        Directory.CreateDirectory(_folder["result.csv"]);

        var refusal = Assert.ThrowsExactly<CompanionException>(() => file.Write(new Sheet("One", "A")));

        Assert.Contains("could not be written", refusal.Message, StringComparison.Ordinal);
        Assert.IsEmpty(Directory.GetFiles(Path.GetDirectoryName(_folder["result.csv"])!));
    }

    [TestMethod]
    public void More_rows_than_a_worksheet_holds_are_refused()
    {
        var sheet = new Sheet("One", "A");
        for (var row = 0; row <= SheetFile.MostRows; row++)
        {
            sheet.Add(default(object));
        }

        var refusal = Assert.ThrowsExactly<CompanionException>(() => Workbook(sheet));
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"{SheetFile.MostRows + 1:N0} rows are more than a worksheet holds"), refusal.Message, StringComparison.Ordinal);
    }

    private void Workbook(params Sheet[] sheets) => new SheetFile(OutputFile.At(_folder["result.xlsx"], FilesInUse.None), isWorkbook: true).Write(sheets);

    private void Csv(Sheet sheet) => new SheetFile(OutputFile.At(_folder["result.csv"], FilesInUse.None), isWorkbook: false).Write(sheet);

    private static string Text(ZipArchiveEntry entry)
    {
        using var reader = new StreamReader(entry.Open());
        return reader.ReadToEnd();
    }
}
