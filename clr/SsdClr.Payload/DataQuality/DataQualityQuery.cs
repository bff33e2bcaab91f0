using System.Collections.Generic;
using System.Text;

namespace SsdClr.Payload.DataQuality;

/// <summary>
/// All SQL of the data quality checks: the same text runs on SQL Server and on SQLite. Equality of keys is that of the database, as in
/// the reader's joins: two keys its collation calls equal are one.
/// </summary>
internal static class DataQualityQuery
{
    /// <summary>Selects the key (NULL where there is none) and then those columns of every row.</summary>
    /// <param name="schema">Bracketed schema.</param>
    /// <param name="table">Name of an SSD table.</param>
    /// <param name="key">Key of the table, or null where it has none.</param>
    /// <param name="columns">Names of columns, program text.</param>
    internal static string Rows(string schema, string table, string? key, IReadOnlyList<string> columns)
    {
        var list = new StringBuilder();
        foreach (string column in columns)
        {
            list.Append(", t.[").Append(column).Append(']');
        }

        return "SELECT " + Key(key) + list + " FROM " + schema + ".[" + table + "] AS t";
    }

    /// <summary>Selects the key of every row whose value in a column is that of another row too; blanks are nobody's value.</summary>
    internal static string Duplicates(string schema, string table, string? key, string column) =>
        "SELECT " + Key(key) + " FROM " + schema + ".[" + table + "] AS t INNER JOIN (SELECT d.[" + column + "] AS [value] FROM " + schema + ".[" + table + "] AS d "
        + "WHERE LTRIM(RTRIM(d.[" + column + "])) <> '' GROUP BY d.[" + column + "] HAVING COUNT(*) > 1) AS r ON r.[value] = t.[" + column + "]";

    /// <summary>Selects the key of every row that refers to a row that is not there; a blank refers to nothing.</summary>
    internal static string Orphans(string schema, string table, string? key, string column, string parentTable, string parentColumn) =>
        "SELECT " + Key(key) + " FROM " + schema + ".[" + table + "] AS t WHERE LTRIM(RTRIM(t.[" + column + "])) <> '' AND NOT EXISTS (SELECT 1 FROM "
        + schema + ".[" + parentTable + "] AS p WHERE p.[" + parentColumn + "] = t.[" + column + "])";

    private static string Key(string? key) => key is null ? "NULL" : "t.[" + key + "]";
}
