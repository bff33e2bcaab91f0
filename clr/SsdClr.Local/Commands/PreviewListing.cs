using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
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
    /// <summary>Hands over the rows of range after range for lines of text.</summary>
    public void WriteLines(Action<List<TRow>> write) => Go(write, writesResults: !summaryOnly);

    /// <summary>Writes a sheet of the rows, and one of what they come to.</summary>
    /// <param name="file">Where they go.</param>
    /// <param name="name">What the sheet of the rows is called.</param>
    /// <param name="listing">The columns of the rows.</param>
    /// <param name="summary">Makes the sheet of the summary, when every row has been counted.</param>
    /// <returns>What was written, in words.</returns>
    public string WriteSheets(SheetFile file, string name, Listing<TRow> listing, Func<Sheet> summary)
    {
        var shown = new List<TRow>();
        Go(shown.AddRange, writesResults: false);
        return summaryOnly ? file.Write(summary()) : file.Write(listing.Sheet(name, shown), summary());
    }

    /// <summary>Writes one object: the run date, the rows as an array, the summary.</summary>
    /// <param name="output">Where it goes, a range at a time.</param>
    /// <param name="array">Name of the array of rows.</param>
    /// <param name="listing">The columns of the rows.</param>
    /// <param name="summary">Makes the value of <c>summary</c>, when every row has been counted.</param>
    public void WriteJson(Output output, string array, Listing<TRow> listing, Func<JsonNode> summary) => output.Document((json, passOn) =>
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
                rows.ForEach(row => listing.Json(row).WriteTo(json));
                passOn();
            },
            writesResults: !summaryOnly);
        if (!summaryOnly)
        {
            json.WriteEndArray();
        }

        json.WritePropertyName("summary");
        summary().WriteTo(json);
        json.WriteEndObject();
    });

    private void Go(Action<List<TRow>> show, bool writesResults) => walk.ForEachRange(
        what,
        read,
        (_, rows) =>
        {
            count(rows);
            if (!summaryOnly)
            {
                show(rows);
            }
        },
        writesResults);
}
