namespace SsdClr.Build.Extraction;

/// <summary>Writes the names of a system's tables and columns as the authority's database has them, and the conditions made of them.</summary>
internal sealed class SourceNames
{
    private readonly ExtractPlan plan;
    private readonly Dictionary<string, string> tables;

    /// <summary>Names inside one statement.</summary>
    /// <param name="plan">Mapping and overrides.</param>
    /// <param name="sources">The statement's tables.</param>
    public SourceNames(ExtractPlan plan, IEnumerable<CmsTable> sources)
    {
        this.plan = plan;
        tables = sources.ToDictionary(source => source.Alias, source => source.Name, StringComparer.Ordinal);
    }

    /// <summary>Names inside a subquery.</summary>
    /// <param name="table">Its table.</param>
    public SourceNames With(CmsTable table) => new(plan, tables.Select(known => new CmsTable(known.Key, known.Value)).Append(table));

    /// <summary>A column with the alias of its table.</summary>
    /// <param name="column">The column.</param>
    public string Column(CmsColumn column)
    {
        var name = plan.Renamed.TryGetValue(tables[column.Alias], out var renamed) ? renamed.Columns.GetValueOrDefault(column.Name, column.Name) : column.Name;
        return $"[{column.Alias}].[{name}]";
    }

    /// <summary>A table with its alias.</summary>
    /// <param name="table">The table.</param>
    public string Table(CmsTable table)
    {
        var name = plan.Renamed.TryGetValue(table.Name, out var renamed) && renamed.Name is not null ? renamed.Name : table.Name;
        var parts = name.Split('.');
        string[] qualified = parts.Length == 1 ? [.. plan.SourceSchema.Split('.'), .. parts] : parts;
        return $"{string.Join('.', qualified.Select(part => $"[{part}]"))} AS [{table.Alias}]";
    }

    /// <summary>A code map.</summary>
    /// <param name="name">Its name.</param>
    public CmsCodeMap CodeMap(string name) => plan.Mapping.CodeMaps.Single(map => map.Name == name);

    /// <summary>Matches and conditions, joined by AND.</summary>
    /// <param name="matches">Pairs of columns.</param>
    /// <param name="where">Conditions.</param>
    public string All(IEnumerable<CmsMatch> matches, IEnumerable<CmsCondition> where) => string.Join(
        " AND ",
        matches.Select(match => $"{Column(match.Left)} = {Column(match.Right)}").Concat(where.Select(Condition)));

    /// <summary>A condition.</summary>
    /// <param name="condition">The condition.</param>
    public string Condition(CmsCondition condition)
    {
        var column = Column(condition.Column);
        return condition.Kind switch
        {
            CmsConditionKind.In => $"{column} IN ({Literals(condition.Values)})",
            CmsConditionKind.NotIn => $"({column} IS NULL OR {column} NOT IN ({Literals(condition.Values)}))",
            CmsConditionKind.Like => $"{column} LIKE {Literal(condition.Values[0])}",
            CmsConditionKind.List => $"{column} IN ({ListOf(condition.Values[0])})",
            _ => $"{column} IS NOT NULL",
        };
    }

    /// <summary>A text in T-SQL.</summary>
    /// <param name="text">The text.</param>
    public static string Literal(string text) => $"N'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Literals(IEnumerable<string> values) => string.Join(", ", values.Select(Literal));

    private string ListOf(string name) =>
        plan.Mapping.Lists.Single(list => list.Name == name).Values is { Count: > 0 } values ? Literals(values) : $"/* {name}: the overrides have to name the values */";
}
