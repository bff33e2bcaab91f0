using System.Globalization;
using System.Text.Json;
using SsdClr.Local.Reports;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;

namespace SsdClr.Local.Commands;

/// <summary>The rows of a preview one after the other, each counted on the way, and then what they come to; or, with <c>--summary</c>, only that.</summary>
/// <typeparam name="TRow">A row of the preview.</typeparam>
/// <param name="walk">Goes through the database.</param>
/// <param name="what">What is being done, for a progress line.</param>
/// <param name="read">Reads the rows of a range.</param>
/// <param name="count">Counts rows for the summary.</param>
/// <param name="summaryOnly">True: rows are counted and not shown.</param>
internal sealed class PreviewListing<TRow>(
    PreviewWalk walk,
    string what,
    Func<PreviewReader, PersonRange, List<TRow>> read,
    Action<IReadOnlyCollection<TRow>> count,
    bool summaryOnly)
{
    /// <summary>Writes a line a row.</summary>
    /// <param name="results">Where they go.</param>
    /// <param name="line">The columns of a row.</param>
    public void WriteLines(TextWriter results, Func<TRow, string[]> line) => Go(
        rows =>
        {
            if (!summaryOnly)
            {
                AlignedLines.Write(results, [.. rows.Select(line)]);
            }
        },
        writesResults: !summaryOnly);

    /// <summary>Puts the rows into a sheet; under <c>--summary</c> they are only counted.</summary>
    /// <param name="sheet">Where they go.</param>
    /// <param name="cells">The cells of a row.</param>
    public void Fill(Sheet sheet, Func<TRow, object?[]> cells) => Go(
        rows =>
        {
            if (!summaryOnly)
            {
                rows.ForEach(row => sheet.Add(cells(row)));
            }
        },
        writesResults: false);

    /// <summary>Writes one object: the run date, the rows as an array, the summary.</summary>
    /// <param name="json">Where it goes.</param>
    /// <param name="passOn">Passes on what has been written, so that memory holds one range.</param>
    /// <param name="array">Name of the array of rows.</param>
    /// <param name="writeRow">Writes a row.</param>
    /// <param name="writeSummary">Writes the value of <c>summary</c>, when every row has been counted.</param>
    public void WriteJson(Utf8JsonWriter json, Action passOn, string array, Action<Utf8JsonWriter, TRow> writeRow, Action<Utf8JsonWriter> writeSummary)
    {
        json.WriteStartObject();
        json.WriteString("as_of", walk.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (!summaryOnly)
        {
            json.WriteStartArray(array);
        }

        Go(
            rows =>
            {
                foreach (var row in summaryOnly ? [] : rows)
                {
                    writeRow(json, row);
                }

                passOn();
            },
            writesResults: !summaryOnly);
        if (!summaryOnly)
        {
            json.WriteEndArray();
        }

        json.WritePropertyName("summary");
        writeSummary(json);
        json.WriteEndObject();
    }

    private void Go(Action<List<TRow>> show, bool writesResults) => walk.ForEachRange(
        what,
        read,
        rows =>
        {
            count(rows);
            show(rows);
        },
        writesResults);
}
