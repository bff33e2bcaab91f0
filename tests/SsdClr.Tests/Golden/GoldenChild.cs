using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using SsdClr.Payload.Preview;
using SsdClr.Settings;

namespace SsdClr.Tests.Golden;

/// <summary>
/// One file of Golden/children: rows of the SSD and, written by hand from the specification before the product was run, what must come of them.
/// A file holds <c>title</c>, the <c>section</c> of docs/payload.md and the <c>rule</c> it shows, <c>as_of</c>, the <c>settings</c> that differ from
/// their defaults, <c>rows</c> by table (inserted in the order they stand in; columns not named are null) and what is <c>expected</c> of each person.
/// </summary>
internal sealed class GoldenChild
{
    private readonly JsonElement _document;

    private GoldenChild(JsonElement document)
    {
        _document = document;
        Expected = [.. document.GetProperty("expected").EnumerateArray().Select(expected => new GoldenExpectation(expected))];
    }

    /// <summary>What the file shows, in a sentence.</summary>
    public string Title => _document.GetProperty("title").GetString()!;

    /// <summary>What is expected, a person each. Persons not named here are out of the cohort.</summary>
    public IReadOnlyList<GoldenExpectation> Expected { get; }

    /// <summary>The names of all files, in order.</summary>
    public static IReadOnlyList<string> Files() =>
        [.. Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>Reads one file.</summary>
    public static GoldenChild Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Join(Folder, file)));
        return new GoldenChild(document.RootElement.Clone());
    }

    /// <summary>The tables that have rows, in the order of the file.</summary>
    public IReadOnlyList<string> Tables => [.. _document.GetProperty("rows").EnumerateObject().Select(table => table.Name)];

    /// <summary>Every value of the rows as text, with its table and column.</summary>
    public IEnumerable<(string Table, string Column, string Text)> Values() =>
        from table in _document.GetProperty("rows").EnumerateObject()
        from row in table.Value.EnumerateArray()
        from value in row.EnumerateObject()
        select (table.Name, value.Name, value.Value.ToString());

    /// <summary>Inserts the rows, in the order of the file.</summary>
    public void Insert(DbConnection connection)
    {
        foreach (var table in _document.GetProperty("rows").EnumerateObject())
        {
            foreach (var row in table.Value.EnumerateArray())
            {
                var columns = row.EnumerateObject().ToList();
                using var command = connection.CreateCommand();
                command.CommandText = $"INSERT INTO [dbo].[{table.Name}] ({string.Join(", ", columns.Select(column => $"[{column.Name}]"))}) VALUES ({string.Join(", ", columns.Select((_, index) => $"@p{index}"))})";
                for (var index = 0; index < columns.Count; index++)
                {
                    var parameter = command.CreateParameter();
                    (parameter.ParameterName, parameter.Value) = ($"@p{index}", Value(columns[index].Value));
                    command.Parameters.Add(parameter);
                }

                command.ExecuteNonQuery();
            }
        }
    }

    /// <summary>The product's preview of the rows inserted, on the file's run date and under its settings.</summary>
    public PreviewReader Preview(DbConnection connection, bool hasStaging = true)
    {
        var settings = _document.TryGetProperty("settings", out var changed)
            ? changed.EnumerateObject().Select(setting => new KeyValuePair<string, string>(setting.Name, setting.Value.GetString()!))
            : [];
        var asOf = DateTime.ParseExact(_document.GetProperty("as_of").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return new PreviewReader(connection, new SettingValues(settings), asOf, hasStaging);
    }

    private static string Folder => Path.Join(AppContext.BaseDirectory, "Golden", "children");

    private static object Value(JsonElement value) => value.ValueKind == JsonValueKind.Number ? value.GetInt64() : value.GetString()!;
}
