using System.Globalization;
using SsdClr.Build.Model;

namespace SsdClr.Build.Specification;

/// <summary>
/// The specification as one table, a row a field, for people who work on it in a spreadsheet. Nothing of an object is left out, so what is exported and
/// imported again is what it was. Lists in a cell are parted by <c>|</c>. Code lists are not in it.
/// </summary>
internal static class SpecificationCsv
{
    private static readonly Column[] s_columns =
    [
        new("object", (table, _) => table.Name),
        new("subject", (table, _) => table.Subject),
        new("object_description", (table, _) => table.Description),
        new("field", (_, field) => field.Name),
        new("type", (_, field) => field.Type),
        new("length", (_, field) => field.Length is SsdField.MaximumLength ? "max" : field.Length?.ToString(CultureInfo.InvariantCulture)),
        new("nullable", (_, field) => field.IsNullable ? "true" : "false"),
        new("primary_key", (_, field) => Flag(field.IsPrimaryKey)),
        new("index", (_, field) => Flag(field.IsIndexed)),
        new("foreign_key", (_, field) => field.ForeignKey),
        new("item_ref", (_, field) => field.ItemReference),
        new("description", (_, field) => field.Description),
        new("note", (_, field) => field.Note),
        new("category", (_, field) => field.Category),
        new("required", (_, field) => Flag(field.Validators.IsRequired)),
        new("unique", (_, field) => Flag(field.Validators.IsUnique)),
        new("one_of", (_, field) => field.Validators.OneOf),
        new("max_length", (_, field) => field.Validators.MaximumLength?.ToString(CultureInfo.InvariantCulture)),
        new("pattern", (_, field) => field.Validators.Pattern),
        new("date_order", (_, field) => field.Validators.DateOrder),
        new("range", (_, field) => field.Validators.Range is var (least, greatest) ? string.Create(CultureInfo.InvariantCulture, $"{least} to {greatest}") : null),
        new("feeds", (_, field) => string.Join('|', field.Feeds)),
        new("returns", (_, field) => string.Join('|', field.Returns)),
        .. StatutoryReturn.All.Where(known => known.IsReturn).Select(known => new Column("item_" + known.Name, (_, field) => Named(field.ReturnItems, known.Name))),
        .. CaseManagementSystem.All.Select(system => new Column("source_" + system.Name, (_, field) => Named(field.Sources, system.Name))),
    ];

    /// <summary>Writes all objects.</summary>
    /// <param name="objects">Objects, in the order wanted.</param>
    public static string Write(IReadOnlyList<SsdObject> objects) => CsvRecords.Write(
    [
        [.. s_columns.Select(column => column.Name)],
        .. objects.SelectMany(table => table.Fields.Select(field => s_columns.Select(column => column.Value(table, field) ?? string.Empty).ToList())),
    ]);

    /// <summary>Reads what <see cref="Write"/> wrote and somebody may have changed. Values are taken as they are: whether they are right is for the reader of the YAML to say.</summary>
    /// <param name="file">File as messages show it.</param>
    /// <param name="text">Content.</param>
    /// <returns>Objects in order of name, their fields as in the file.</returns>
    /// <exception cref="BuildException">No such table: each fault with line and column.</exception>
    public static IReadOnlyList<SsdObject> Read(string file, string text)
    {
        var records = CsvRecords.Read(file, text);
        var names = s_columns.Select(column => column.Name).ToList();
        if (records.Count == 0 || !records[0].Values.SequenceEqual(names, StringComparer.Ordinal))
        {
            throw new BuildException($"{file}:1: the first line must name the columns just as the export does: {string.Join(',', names)}");
        }

        var faults = new List<string>();
        var objects = new SortedDictionary<string, SsdObject>(StringComparer.Ordinal);
        foreach (var (line, values) in records.Skip(1))
        {
            if (values.Count != names.Count)
            {
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{file}:{line}: {values.Count} values where the first line names {names.Count} columns."));
                continue;
            }

            var cells = new SpecificationRow(file, line, names.Zip(values).ToDictionary(cell => cell.First, cell => cell.Second, StringComparer.Ordinal), faults);
            Add(objects, cells);
        }

        return faults.Count == 0 ? [.. objects.Values] : throw new BuildException(faults);
    }

    private static void Add(SortedDictionary<string, SsdObject> objects, SpecificationRow row)
    {
        var name = row.Text("object");
        var table = objects.GetValueOrDefault(name) ?? new SsdObject(name, row.Text("object_description"), []) { Subject = row.Text("subject") };
        row.Agree("object_description", table.Description);
        row.Agree("subject", table.Subject);
        var field = new SsdField(
            row.Text("field"),
            row.Text("type"),
            row.Optional("length") == "max" ? SsdField.MaximumLength : row.Number("length"),
            row.Text("description"))
        {
            IsNullable = row.Flag("nullable"),
            IsPrimaryKey = row.Flag("primary_key"),
            IsIndexed = row.Flag("index"),
            ForeignKey = row.Optional("foreign_key"),
            ItemReference = row.Optional("item_ref"),
            Feeds = row.List("feeds"),
            Returns = row.List("returns"),
            Category = row.Optional("category"),
            Note = row.Optional("note"),
            Validators = new SsdValidators(row.Flag("required"), row.Flag("unique"), row.Optional("one_of"), row.Number("max_length"), row.Optional("pattern"), row.Optional("date_order"), row.Range("range")),
            ReturnItems = [.. StatutoryReturn.All.Where(known => known.IsReturn && row.Optional("item_" + known.Name) is not null).Select(known => KeyValuePair.Create(known.Name, row.Text("item_" + known.Name)))],
            Sources = [.. CaseManagementSystem.All.Where(system => row.Optional("source_" + system.Name) is not null).Select(system => KeyValuePair.Create(system.Name, row.Text("source_" + system.Name)))],
        };
        objects[name] = table with { Fields = [.. table.Fields, field] };
    }

    private static string? Flag(bool value) => value ? "true" : null;

    private static string? Named(IReadOnlyList<KeyValuePair<string, string>> values, string name) => values.FirstOrDefault(value => value.Key == name).Value;

    private sealed record Column(string Name, Func<SsdObject, SsdField, string?> Value);
}
