using System.Text.Json;
using SsdClr.Data;
using SsdClr.Payload.Preview;

namespace SsdClr.Local.Reports;

/// <summary>Shows how often each block changes, and why.</summary>
internal static class ChangeCountTable
{
    /// <summary>Writes a table.</summary>
    public static void Write(Output output, ChangeSummary summary) => output.Table(
        ["Block", "Reason", "Children", "Changes"],
        summary.Counts.Select(count => (IReadOnlyList<string>)[count.Block, count.Reason, InvariantText.Grouped(count.Children), InvariantText.Grouped(count.Changes)]),
        numbers: [2, 3]);

    /// <summary>Writes the same as an array of a JSON object.</summary>
    /// <param name="json">Where to.</param>
    /// <param name="name">Name of the array.</param>
    /// <param name="summary">The counts.</param>
    public static void Write(Utf8JsonWriter json, string name, ChangeSummary summary)
    {
        json.WriteStartArray(name);
        foreach (var count in summary.Counts)
        {
            json.WriteStartObject();
            json.WriteString("block", count.Block);
            json.WriteString("reason", count.Reason);
            json.WriteNumber("children", count.Children);
            json.WriteNumber("changes", count.Changes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
