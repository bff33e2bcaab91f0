namespace SsdClr.Build.Extraction;

/// <summary>Rows of a table that belong to a row of the statement.</summary>
/// <param name="Table">The table; its alias is known inside only.</param>
/// <param name="Matches">At least one pair of columns that are equal.</param>
/// <param name="Where">Restrictions of the rows.</param>
internal sealed record CmsSubquery(CmsTable Table, IReadOnlyList<CmsMatch> Matches, IReadOnlyList<CmsCondition> Where)
{
    /// <summary>Columns it needs of the statement around it.</summary>
    public IEnumerable<CmsColumn> OuterColumns => Matches.SelectMany(match => match.Columns).Where(column => column.Alias != Table.Alias);

    /// <summary>The T-SQL from FROM on.</summary>
    /// <param name="names">Names inside it.</param>
    public string Write(SourceNames names) => $"FROM {names.Table(Table)} WHERE {names.All(Matches, Where)}";
}
