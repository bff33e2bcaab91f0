using System.Globalization;

namespace SsdClr.Build.Extraction;

/// <summary>Compares a mapping with the catalogue of a real source database, before an extract is written.</summary>
/// <param name="plan">Mapping and overrides.</param>
/// <param name="catalogue">Columns by qualified table.</param>
internal sealed class SourceCheck(ExtractPlan plan, IReadOnlyDictionary<string, IReadOnlyList<SourceColumn>> catalogue)
{
    private const int UsesInLine = 4;

    /// <summary>Tables that are not there, each with what needs it.</summary>
    public IReadOnlyList<string> MissingTables => [.. Uses()
        .GroupBy(use => use.Table, StringComparer.Ordinal)
        .Where(table => !catalogue.ContainsKey(plan.Qualified(table.Key)))
        .OrderBy(table => table.Key, StringComparer.Ordinal)
        .Select(table => $"{plan.Qualified(table.Key)}: no such table or view. Needed by {Shown(table.Select(use => use.By))}.")];

    /// <summary>Columns that are not there though their table is, each with what needs it.</summary>
    public IReadOnlyList<string> MissingColumns => [.. Columns()
        .Where(column => column.Found is null)
        .Select(column => $"{column.Name}: no such column. Needed by {Shown(column.By)}. Name it under tables in the overrides, or give the fields lines of your own.")];

    /// <summary>Columns that hold another kind of value than the mapping takes them to.</summary>
    public IReadOnlyList<string> OtherTypes => [.. Columns()
        .Where(column => column.Found is not null && Kind(column.Found.Type) is var found && Kind(column.Declared.Type) is var declared && found != declared)
        .Select(column => $"{column.Name}: is {column.Found!.Type}, the mapping takes it for {column.Declared.Type}{(column.Declared.IsGuess ? " (a guess)" : string.Empty)}. Used by {Shown(column.By)}.")];

    /// <summary>What to confirm next: the lines of tables that reach the payload, most payload fields first; then the lists to fill.</summary>
    public IReadOnlyList<string> Next => [.. plan.Mapping.Objects
        .Where(table => table.Rows is not null)
        .Select(table => (Table: table, Fields: table.Fields.Where(line => line.Value is not null && line.Evidence.Grade != CmsGrade.Confirmed && line.Field.Feeds.Count > 0).ToList()))
        .Where(table => table.Fields.Count > 0)
        .Select(table => (table.Table, table.Fields, Reach: table.Fields.Sum(line => line.Field.Feeds.Count)))
        .OrderByDescending(table => table.Reach)
        .ThenBy(table => table.Table.Table.Name, StringComparer.Ordinal)
        .Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Table.Table.Name}: reaches {table.Reach} payload fields. Confirm {string.Join(", ", table.Fields.Select(line => line.Field.Name).Prepend(table.Table.Evidence.Grade == CmsGrade.Confirmed ? null : CmsObject.RowsLine).OfType<string>())}."))
        .Concat(plan.Mapping.Lists.Where(list => list.Values.Count == 0).Select(list => $"list {list.Name} is empty: {list.Description}."))];

    private static string Shown(IEnumerable<string> uses)
    {
        var distinct = uses.Distinct(StringComparer.Ordinal).ToList();
        return string.Join(", ", distinct.Take(UsesInLine)) + (distinct.Count > UsesInLine ? string.Create(CultureInfo.InvariantCulture, $" and {distinct.Count - UsesInLine} more") : string.Empty);
    }

    private static string Kind(string type) => type.Split('(')[0].ToLowerInvariant() switch
    {
        "char" or "varchar" or "nchar" or "nvarchar" or "text" or "ntext" => "text",
        "date" or "datetime" or "datetime2" or "smalldatetime" => "date",
        "bit" or "tinyint" or "smallint" or "int" or "bigint" or "numeric" or "decimal" or "float" or "real" or "money" => "number",
        var other => other,
    };

    private IEnumerable<(string Name, SourceColumn Declared, SourceColumn? Found, IReadOnlyList<string> By)> Columns() =>
        from table in Uses().GroupBy(use => use.Table, StringComparer.Ordinal).OrderBy(table => table.Key, StringComparer.Ordinal)
        where catalogue.ContainsKey(plan.Qualified(table.Key))
        from column in table.Where(use => use.Column is not null).GroupBy(use => use.Column!, StringComparer.Ordinal).OrderBy(column => column.Key, StringComparer.Ordinal)
        let declared = plan.Mapping.Tables.Columns(table.Key)?.FirstOrDefault(known => known.Name == column.Key)
        let name = plan.Renamed.TryGetValue(table.Key, out var renamed) ? renamed.Columns.GetValueOrDefault(column.Key, column.Key) : column.Key
        let found = catalogue[plan.Qualified(table.Key)].FirstOrDefault(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase))
        select ($"{plan.Qualified(table.Key)}.{name}", declared ?? found ?? new SourceColumn(name, string.Empty, IsGuess: true), found, (IReadOnlyList<string>)[.. column.Select(use => use.By)]);

    /// <summary>Every table and column of the system with what needs it.</summary>
    private IEnumerable<(string Table, string? Column, string By)> Uses()
    {
        var steps = plan.Mapping.Steps.ToDictionary(step => step.Name, step => step, StringComparer.Ordinal);
        var all = plan.Mapping.Objects.Where(table => table.Rows is not null).SelectMany(table =>
            OfRows(table.Rows!, $"{table.Table.Name} (rows)").Concat(table.Fields.Where(line => line.Value is not null).SelectMany(line => OfTerm(line.Value!, line.Field.Name))))
            .Concat(plan.Mapping.Steps.SelectMany(step => step.Queries.SelectMany(part => OfRows(part.Query, $"step {step.Name}").Concat(part.Columns.SelectMany(column => OfTerm(column.Value, $"step {step.Name}"))))));
        return all.Where(use => !steps.ContainsKey(use.Table));

        static IEnumerable<(string Table, string? Column, string By)> OfRows(CmsQuery query, string by) =>
            query.Sources.Select(source => (source.Table, (string?)null, by)).Concat(query.Terms.SelectMany(term => OfTerm(term, by)));

        static IEnumerable<(string Table, string? Column, string By)> OfTerm(SqlTerm term, string by) => term.All
            .Where(part => part.Kind == SqlTermKind.Column || part.Rows is not null)
            .Select(part => part.Rows is null ? (part.Table, (string?)part.Text, by) : (part.Rows.Table, null, by));
    }
}
