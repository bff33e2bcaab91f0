using Microsoft.Data.Sqlite;
using SsdClr.Payload.DataQuality;

namespace SsdClr.Local.DataQuality;

/// <summary>What SQLite says of the tables attached as <c>dbo</c>. Whoever may open the file may read all of it.</summary>
internal sealed class SqliteCatalogue(SqliteConnection connection) : ISsdCatalogue
{
    /// <inheritdoc/>
    public Dictionary<string, CatalogueColumn> Columns(string table, IReadOnlyList<string> columns)
    {
        var found = new Dictionary<string, CatalogueColumn>(StringComparer.Ordinal);
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            SELECT c.name, c.pk = 1 OR EXISTS (SELECT 1 FROM pragma_index_list($table, 'dbo') AS i, pragma_index_info(i.name, 'dbo') AS k WHERE k.seqno = 0 AND k.name = c.name), c.type
            FROM pragma_table_info($table, 'dbo') AS c
            """;
        command.Parameters.AddWithValue("$table", table);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            if (columns.FirstOrDefault(column => string.Equals(column, reader.GetString(0), StringComparison.OrdinalIgnoreCase)) is { } column)
            {
                found[column] = new CatalogueColumn(reader.GetString(2), collation: null, reader.GetBoolean(1));
            }
        }

        return found;
    }

    /// <inheritdoc/>
    public bool IsSynonym(string table) => false;

    /// <inheritdoc/>
    public bool MaySelect(string table) => true;
}
