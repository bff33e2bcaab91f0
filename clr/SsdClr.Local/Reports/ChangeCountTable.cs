using System.Text.Json.Nodes;
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

    /// <summary>The same as an array.</summary>
    public static JsonArray Document(ChangeSummary summary) => JsonList.Of(summary.Counts, count => new JsonObject
    {
        ["block"] = count.Block,
        ["reason"] = count.Reason,
        ["children"] = count.Children,
        ["changes"] = count.Changes,
    });
}
