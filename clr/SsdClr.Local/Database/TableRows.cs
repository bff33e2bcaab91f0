using System.Text.Json.Nodes;

namespace SsdClr.Local.Database;

/// <summary>How many rows a command put into a table.</summary>
/// <param name="Table">The table, without schema.</param>
/// <param name="Rows">The number of rows.</param>
internal sealed record TableRows(string Table, long Rows)
{
    /// <summary>The rows of each table, by its name.</summary>
    public static JsonObject Json(IEnumerable<TableRows> tables) => new(tables.Select(table => KeyValuePair.Create<string, JsonNode?>(table.Table, table.Rows)));
}
