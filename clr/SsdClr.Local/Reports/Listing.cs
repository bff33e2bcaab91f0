using System.Globalization;
using System.Text.Json.Nodes;
using SsdClr.Data;

namespace SsdClr.Local.Reports;

/// <summary>A result that is declared once, by its columns from left to right: its JSON, its sheet and its text on screen follow from them.</summary>
internal sealed class Listing<TRow>(params IReadOnlyList<Column<TRow>> columns)
{
    /// <summary>The same with its first columns alone.</summary>
    public Listing<TRow> First(int count) => new([.. columns.Take(count)]);

    /// <summary>Rows as JSON.</summary>
    public JsonArray Json(IEnumerable<TRow> rows) => JsonList.Of(rows, Json);

    /// <summary>A row as JSON.</summary>
    public JsonObject Json(TRow row) => new(columns.Select(column => KeyValuePair.Create(column.Key, Node(column.Value(row)))));

    /// <summary>Rows as a sheet.</summary>
    /// <param name="name">What the sheet is called in a workbook.</param>
    /// <param name="rows">The rows.</param>
    public Sheet Sheet(string name, IEnumerable<TRow> rows)
    {
        var sheet = new Sheet(name, [.. columns.Select(column => column.SheetHeading ?? column.Heading)]);
        foreach (var row in rows)
        {
            sheet.Add([.. columns.Select(column => Cell(column.Value(row)))]);
        }

        return sheet;
    }

    /// <summary>Writes rows as a table with headings.</summary>
    public void WriteTable(Output output, IEnumerable<TRow> rows) => output.Table(
        [.. columns.Select(column => column.Heading)],
        rows.Select(row => (IReadOnlyList<string>)[.. columns.Select(column => Text(column.Value(row)))]),
        numbers: [.. columns.Index().Where(column => column.Item.IsNumber).Select(column => column.Index)]);

    /// <summary>Writes rows as aligned lines without headings: a dash where there is no value.</summary>
    public void WriteLines(TextWriter writer, IEnumerable<TRow> rows) =>
        AlignedLines.Write(writer, [.. rows.Select(row => columns.Select(column => column.Value(row) is { } value ? Text(value) : "-").ToArray())]);

    private static JsonNode? Node(object? value) => value switch
    {
        null => null,
        bool isSo => isSo,
        int number => number,
        long number => number,
        DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
        IReadOnlyList<string> texts => JsonList.Of(texts, text => text),
        _ => SheetFile.Text(value),
    };

    private static object? Cell(object? value) => value is not IReadOnlyList<string> texts ? value : texts.Count == 0 ? null : string.Join(", ", texts);

    private static string Text(object? value) => value is long number ? InvariantText.Grouped(number) : SheetFile.Text(value);
}
