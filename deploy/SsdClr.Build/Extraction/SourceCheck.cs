using System.Globalization;

namespace SsdClr.Build.Extraction;

/// <summary>Compares a mapping with the catalogue of a real source database, before an extract is written.</summary>
/// <param name="plan">Mapping and overrides.</param>
/// <param name="catalogue">Columns by qualified table.</param>
internal sealed class SourceCheck(ExtractPlan plan, IReadOnlyDictionary<string, IReadOnlyList<SourceColumn>> catalogue)
{
    private const int UsesInLine = 4;
    private readonly List<SourceUse> _uses = Uses(plan);

    /// <summary>Whether something that fills reads what is not there: the extract would not compile.</summary>
    public bool Blocks =>
        _uses.Exists(use => use.Fills && !catalogue.ContainsKey(plan.Qualified(use.Table))) || Columns().Any(column => column.Found is null && column.Uses.Any(use => use.Fills));

    /// <summary>Tables that are not there, each with what needs it; a schema that has none of them is one line.</summary>
    public IReadOnlyList<string> MissingTables => [.. _uses
        .GroupBy(use => use.Table, StringComparer.Ordinal)
        .OrderBy(table => table.Key, StringComparer.Ordinal)
        .GroupBy(table => SchemaOf(plan.Qualified(table.Key)), StringComparer.OrdinalIgnoreCase)
        .SelectMany(schema => schema.Count() > 1 && !schema.Any(IsThere)
            ? [string.Create(CultureInfo.InvariantCulture, $"{schema.Key}: has none of the {schema.Count()} tables that the mapping reads there, or your login sees none. {Elsewhere(schema.Key, schema.Select(table => table.Key))}")]
            : schema.Where(table => !IsThere(table)).Select(table => $"{plan.Qualified(table.Key)}: no such table or view. Needed by {Shown(table)}. {Elsewhere(schema.Key, [table.Key])}"))];

    /// <summary>Columns that are not there though their table is, each with what needs it.</summary>
    public IReadOnlyList<string> MissingColumns => [.. Columns()
        .Where(column => column.Found is null)
        .Select(column => $"{column.Name}: no such column. Needed by {Shown(column.Uses)}. If it is called otherwise, name it under tables in the overrides. If your system lacks it, give these lines of your own, or say unmapped.")];

    /// <summary>Columns that hold another kind of value than the mapping takes them to.</summary>
    public IReadOnlyList<string> OtherTypes => [.. Columns()
        .Where(column => column.Found is not null && Kind(column.Found.Type) is var found && Kind(column.Declared.Type) is var declared && found != declared)
        .Select(column => $"{column.Name}: is {column.Found!.Type}, the mapping takes it for {column.Declared.Type}{(column.Declared.IsGuess ? " (a guess)" : string.Empty)}. Used by {Shown(column.Uses)}. Look at its values; if they do not read so, give these lines of your own.")];

    /// <summary>
    /// What to confirm next: the lines of tables that reach the payload, most payload fields first; then payload fields that no line fills; then the
    /// lists to fill.
    /// </summary>
    public IReadOnlyList<string> Next => [.. plan.Mapping.Objects
        .Where(table => table.Rows is not null)
        .Select(table => (Table: table, Fields: table.Fields.Where(line => line.Value is not null && line.Evidence.Grade != CmsGrade.Confirmed && line.Field.Feeds.Count > 0).ToList()))
        .Where(table => table.Fields.Count > 0)
        .Select(table => (table.Table, table.Fields, Reach: table.Fields.Sum(line => line.Field.Feeds.Count)))
        .OrderByDescending(table => table.Reach)
        .ThenBy(table => table.Table.Table.Name, StringComparer.Ordinal)
        .Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Table.Table.Name}: reaches {table.Reach} payload {(table.Reach == 1 ? "field" : "fields")}. Confirm {string.Join(", ", table.Fields.Select(line => line.Field.Name).Prepend(table.Table.Evidence.Grade == CmsGrade.Confirmed ? null : CmsObject.RowsLine).OfType<string>())}."))
        .Concat(plan.Mapping.Objects.SelectMany(table => table.Fields.Where(line => line.Value is null && line.Field.Feeds.Count > 0).Select(line => $"{table.Table.Name}.{line.Field.Name}: no line fills it, so the payload lacks {string.Join(", ", line.Field.Feeds)}. Why: {line.Evidence.Source}.")))
        .Concat(plan.Mapping.Lists.Where(list => list.Values.Count == 0).Select(list => $"list {list.Name} is empty: {list.Description}."))];

    private static string Shown(IEnumerable<SourceUse> uses)
    {
        var distinct = uses.Select(use => use.By).Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", ", distinct.Take(UsesInLine)) + (distinct.Count > UsesInLine ? string.Create(CultureInfo.InvariantCulture, $" and {distinct.Count - UsesInLine} more") : string.Empty);
    }

    private static string SchemaOf(string table) => table[..table.LastIndexOf('.')];

    private static string Kind(string type) => type.Split('(')[0].ToLowerInvariant() switch
    {
        "char" or "varchar" or "nchar" or "nvarchar" or "text" or "ntext" => "text",
        "date" or "datetime" or "datetime2" or "smalldatetime" => "date",
        "bit" or "tinyint" or "smallint" or "int" or "bigint" or "numeric" or "decimal" or "float" or "real" or "money" => "number",
        var other => other,
    };

    private bool IsThere(IGrouping<string, SourceUse> table) => catalogue.ContainsKey(plan.Qualified(table.Key));

    /// <summary>What to do about tables that are not where they are looked for.</summary>
    private string Elsewhere(string schema, IEnumerable<string> tables)
    {
        var names = tables.Select(table => plan.Qualified(table)).Select(name => name[(name.LastIndexOf('.') + 1)..]).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var other = catalogue.Keys
            .Where(name => !string.Equals(SchemaOf(name), schema, StringComparison.OrdinalIgnoreCase) && names.Contains(name[(name.LastIndexOf('.') + 1)..]))
            .GroupBy(SchemaOf, StringComparer.OrdinalIgnoreCase)
            .OrderByDescending(found => found.Count())
            .ThenBy(found => found.Key, StringComparer.Ordinal)
            .FirstOrDefault();
        return other is null && names.Count == 1 ? "If it is elsewhere, name it under tables in the overrides. If your system lacks it, say unmapped for what needs it."
            : other is null ? "Name their schema in the overrides: source_schema."
            : names.Count == 1 ? $"There is one in {other.Key}: name it under tables in the overrides."
            : string.Create(CultureInfo.InvariantCulture, $"{other.Key} has {other.Count()} of these names: write source_schema: {other.Key} in the overrides.");
    }

    private IEnumerable<(string Name, SourceColumn Declared, SourceColumn? Found, IReadOnlyList<SourceUse> Uses)> Columns() =>
        from table in _uses.GroupBy(use => use.Table, StringComparer.Ordinal).OrderBy(table => table.Key, StringComparer.Ordinal)
        where catalogue.ContainsKey(plan.Qualified(table.Key))
        from column in table.Where(use => use.Column is not null).GroupBy(use => use.Column!, StringComparer.Ordinal).OrderBy(column => column.Key, StringComparer.Ordinal)
        let declared = plan.Mapping.Tables.Columns(table.Key)?.FirstOrDefault(known => known.Name == column.Key)
        let name = plan.Renamed.TryGetValue(table.Key, out var renamed) ? renamed.Columns.GetValueOrDefault(column.Key, column.Key) : column.Key
        let found = catalogue[plan.Qualified(table.Key)].FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
        select ($"{plan.Qualified(table.Key)}.{name}", declared ?? found ?? new SourceColumn(name, string.Empty, IsGuess: true), found, (IReadOnlyList<SourceUse>)[.. column]);

    /// <summary>Every table and column of the system with what needs it.</summary>
    private static List<SourceUse> Uses(ExtractPlan plan)
    {
        var mapped = plan.Mapping.Objects.Where(table => table.Rows is not null).ToList();
        var found = new List<SourceUse>();
        foreach (var table in mapped)
        {
            AddRows(table.Rows!, $"{table.Table.Name} (rows)", plan.Fills(table));
            foreach (var line in table.Fields.Where(line => line.Value is not null))
            {
                AddTerm(line.Value!, plan.Fills(line) ? line.Field.Name : $"{line.Field.Name} (unverified)", plan.Fills(table) && plan.Fills(line));
            }
        }

        foreach (var step in plan.Mapping.Steps)
        {
            // An analyst knows the tables of the SSD, not the steps of the mapping.
            var readers = mapped.Where(table => ExtractScript.Steps(plan, [table]).Contains(step)).ToList();
            if (readers.Count == 0)
            {
                continue;
            }

            var by = string.Create(CultureInfo.InvariantCulture, $"step {step.Name} (for {readers[0].Table.Name}{(readers.Count > 1 ? $" and {readers.Count - 1} more" : string.Empty)})");
            foreach (var (query, columns) in step.Queries)
            {
                AddRows(query, by, readers.Exists(plan.Fills));
                foreach (var (_, value) in columns)
                {
                    AddTerm(value, by, readers.Exists(plan.Fills));
                }
            }
        }

        found.RemoveAll(use => plan.Mapping.Steps.Any(step => step.Name == use.Table));
        return found;

        void AddRows(CmsQuery query, string by, bool fills)
        {
            found.AddRange(query.Sources.Select(source => new SourceUse(source.Table, null, by, fills)));
            foreach (var term in query.Terms)
            {
                AddTerm(term, by, fills);
            }
        }

        void AddTerm(SqlTerm term, string by, bool fills) => found.AddRange(term.All
            .Where(part => part.Kind == SqlTermKind.Column || part.Rows is not null)
            .Select(part => part.Rows is null ? new SourceUse(part.Table, part.Text, by, fills) : new SourceUse(part.Rows.Table, null, by, fills)));
    }
}
