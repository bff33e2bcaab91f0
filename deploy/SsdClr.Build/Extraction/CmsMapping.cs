using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>Where one case-management system holds what the SSD wants, as its file in <c>sql/model/cms</c> tells.</summary>
/// <param name="System">The system.</param>
/// <param name="Schema">Schema of the system's tables unless overrides name another.</param>
/// <param name="Description">What to know of the system as a whole.</param>
/// <param name="Lists">Values that differ by authority.</param>
/// <param name="CodeMaps">What codes become.</param>
/// <param name="Objects">Every table of the SSD, in the order of the model.</param>
internal sealed record CmsMapping(
    CaseManagementSystem System,
    string Schema,
    string Description,
    IReadOnlyList<CmsList> Lists,
    IReadOnlyList<CmsCodeMap> CodeMaps,
    IReadOnlyList<CmsObject> Objects)
{
    /// <summary>Every table of the system that a statement names, with the columns named of it. An alias that stands for no table is passed over: its reader has made it a fault.</summary>
    public IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> NamedTables
    {
        get
        {
            var named = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
            foreach (var table in Objects)
            {
                var subqueries = table.Fields.Select(line => line.Expression).Select(RowsOf).OfType<CmsSubquery>().ToList();
                foreach (var source in SourcesOf(table).Concat(subqueries.Select(rows => rows.Table)).Where(source => !named.ContainsKey(source.Name)))
                {
                    named.Add(source.Name, new SortedSet<string>(StringComparer.Ordinal));
                }

                var names = SourcesOf(table).ToDictionary(source => source.Alias, source => source.Name, StringComparer.Ordinal);
                var columns = table.Joins.SelectMany(join => join.Columns)
                    .Concat(table.Where.Select(condition => condition.Column))
                    .Concat(table.History is null ? [] : [table.History])
                    .Concat(table.Fields.SelectMany(line => line.Expression?.Columns ?? []));
                foreach (var column in columns.Where(column => names.ContainsKey(column.Alias)))
                {
                    named[names[column.Alias]].Add(column.Name);
                }

                foreach (var expression in table.Fields.Select(line => line.Expression))
                {
                    if (RowsOf(expression) is { } rows)
                    {
                        var inner = rows.Matches.SelectMany(match => match.Columns).Concat(rows.Where.Select(condition => condition.Column));
                        inner = expression is JsonListExpression list ? inner.Append(list.Value) : inner;
                        named[rows.Table.Name].UnionWith(inner.Where(column => column.Alias == rows.Table.Alias).Select(column => column.Name));
                    }
                }
            }

            return named.Select(table => KeyValuePair.Create<string, IReadOnlyList<string>>(table.Key, [.. table.Value]));
        }
    }

    private static IEnumerable<CmsTable> SourcesOf(CmsObject table) => table.From is null ? [] : [table.From, .. table.Joins.Select(join => join.Table)];

    private static CmsSubquery? RowsOf(CmsExpression? expression) => expression switch
    {
        ExistsExpression exists => exists.Rows,
        JsonListExpression list => list.Rows,
        _ => null,
    };
}
