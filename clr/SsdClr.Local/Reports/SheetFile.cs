using System.Data;
using System.Globalization;
using System.Text;
using MiniExcelLibs;
using MiniExcelLibs.Attributes;
using MiniExcelLibs.Csv;
using MiniExcelLibs.OpenXml;
using SsdClr.Local.Database;

namespace SsdClr.Local.Reports;

/// <summary>A workbook (.xlsx) or a CSV file for a spreadsheet program. Nothing is written before <see cref="Write"/>.</summary>
/// <param name="file">Where it goes.</param>
/// <param name="isWorkbook">True: .xlsx with all sheets. False: CSV with the first sheet.</param>
internal sealed class SheetFile(OutputFile file, bool isWorkbook)
{
    /// <summary>Rows that a worksheet holds below its headings.</summary>
    internal const int MostRows = 1_048_575;

    private const double WidestColumn = 60;
    private const double NarrowestColumn = 10;

    /// <summary>Writes the file.</summary>
    /// <param name="sheets">At least one; CSV takes the first alone.</param>
    /// <returns>What was written, in a line for the person who asked.</returns>
    /// <exception cref="CompanionException">A sheet has too many rows for a worksheet, or the file cannot be written.</exception>
    public string Write(params IReadOnlyList<Sheet> sheets)
    {
        if (isWorkbook && sheets.FirstOrDefault(sheet => sheet.Rows.Count > MostRows) is { } tooLong)
        {
            throw new CompanionException(string.Create(
                CultureInfo.InvariantCulture,
                $"{tooLong.Rows.Count:N0} rows are more than a worksheet holds ({MostRows:N0}). Write --csv instead, or ask for less."));
        }

        file.Write(stream =>
        {
            if (isWorkbook)
            {
                WriteWorkbook(stream, sheets);
            }
            else
            {
                WriteCsv(stream, sheets[0]);
            }
        });
        var rows = sheets[0].Rows.Count;
        return string.Create(CultureInfo.InvariantCulture, $"Wrote {rows:N0} {(rows == 1 ? "row" : "rows")} to {file.FullName}, {(isWorkbook ? "an Excel workbook" : "CSV in UTF-8")}.");
    }

    private static void WriteWorkbook(FileStream stream, IReadOnlyList<Sheet> sheets)
    {
        var configuration = new OpenXmlConfiguration
        {
            FreezeRowCount = 1,
            AutoFilter = true,
            EnableWriteNullValueCell = false,
            DynamicColumns = [.. sheets.SelectMany(Columns).DistinctBy(column => column.Key)],
        };
        stream.SaveAs(sheets.ToDictionary(sheet => sheet.Name, object (sheet) => Records(sheet, WorkbookCell), StringComparer.Ordinal), configuration: configuration);
    }

    private static void WriteCsv(FileStream stream, Sheet sheet)
    {
        // Excel takes a file for UTF-8 only if it begins with the byte order mark.
        var configuration = new CsvConfiguration { StreamWriterFunc = target => new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) };
        stream.SaveAs(Records(sheet, CsvCell), excelType: ExcelType.CSV, configuration: configuration);
    }

    // A data table keeps its headings where there is no row.
    private static DataTable Records(Sheet sheet, Func<object?, object?> form)
    {
        var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (var heading in sheet.Headings)
        {
            table.Columns.Add(heading, typeof(object));
        }

        foreach (var row in sheet.Rows)
        {
            table.Rows.Add([.. row.Select(form)]);
        }

        return table;
    }

    private static IEnumerable<DynamicExcelColumn> Columns(Sheet sheet)
    {
        for (var index = 0; index < sheet.Headings.Count; index++)
        {
            var cells = sheet.Rows.Take(1000).Select(row => row[index]).ToList();
            var widest = cells.Select(cell => Text(cell).Length).Append(sheet.Headings[index].Length + 3).Max();
            var column = new DynamicExcelColumn(sheet.Headings[index]) { Width = Math.Clamp(widest + 2, NarrowestColumn, WidestColumn) };
            if (cells.Exists(cell => cell is DateTime))
            {
                column.Format = "yyyy-mm-dd hh:mm:ss";
            }
            else if (cells.Exists(cell => cell is DateOnly))
            {
                column.Format = "yyyy-mm-dd";
            }

            yield return column;
        }
    }

    private static object? WorkbookCell(object? cell) => cell switch
    {
        DateOnly day => day.ToDateTime(TimeOnly.MinValue),
        bool => Text(cell),
        _ => cell,
    };

    // A cell that begins like a formula would be one: a value of a record must not become a command of a spreadsheet program.
    private static object? CsvCell(object? cell) => cell is string and ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? "'" + cell : Text(cell);

    /// <summary>A cell as text.</summary>
    internal static string Text(object? cell) => cell switch
    {
        null => string.Empty,
        bool isSo => isSo ? "yes" : "no",
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? string.Empty,
    };
}
