using System.Globalization;
using System.Text.RegularExpressions;
using SsdClr.Local.Database;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Submitting;

/// <summary>Person ids of another type than the SSD declares: many authorities load them as their system has them.</summary>
internal static partial class PersonIds
{
    /// <summary>A table's declaration with its person ids of another type.</summary>
    public static string Declared(string table, string type) => Column().Replace(table, match => $"{match.Groups["name"].Value} {type}");

    /// <summary>Gives the children in SQLite ids that the type can hold.</summary>
    public static void Rewrite(LocalDatabase database, string type)
    {
        // Sample ids are a letter and digits. A number has no leading zeros once a column has held it.
        var form = type switch
        {
            "int" or "bigint" => "CAST(CAST(SUBSTR({0}, 2) AS INTEGER) AS TEXT)",
            "uniqueidentifier" => $"'{EngineDifferences.Identifier("0A0B0C0D-0E0F-4A4B-8C8D-")}' || SUBSTR('000000000000' || SUBSTR({{0}}, 2), -12)",
            _ => "{0}",
        };
        foreach (var table in database.SsdTables())
        {
            foreach (var column in table.Columns.Where(column => column.Name.EndsWith("_person_id", StringComparison.Ordinal)))
            {
                using var command = database.Connection.CreateCommand();
                command.CommandText = $"UPDATE [dbo].[{table.Name}] SET [{column.Name}] = {string.Format(CultureInfo.InvariantCulture, form, $"[{column.Name}]")}";
                command.ExecuteNonQuery();
            }
        }
    }

    [GeneratedRegex(@"(?<name>\[\w+_person_id\])\s+nvarchar\(\d+\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Column();
}
