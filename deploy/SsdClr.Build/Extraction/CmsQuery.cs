namespace SsdClr.Build.Extraction;

/// <summary>Rows of the source: a table, what is joined to it and which of them.</summary>
/// <param name="From">Table or step.</param>
/// <param name="Alias">Its name inside the query.</param>
/// <param name="Joins">Other tables.</param>
/// <param name="Where">Which rows, or null for all.</param>
internal sealed record CmsQuery(string From, string Alias, IReadOnlyList<CmsJoin> Joins, SqlTerm? Where)
{
    /// <summary>Tables and steps with their aliases.</summary>
    public IEnumerable<(string Table, string Alias)> Sources => Joins.Select(join => (join.Table, join.Alias)).Prepend((From, Alias));

    /// <summary>Every expression that decides on the rows.</summary>
    public IEnumerable<SqlTerm> Terms => Joins.Select(join => join.On).Concat(Where is null ? [] : [Where]);
}
