namespace SsdClr.Build.Extraction;

/// <summary>Rows worked out once, before the tables are filled, because several tables need them or one look-up is not enough.</summary>
/// <param name="Name">Its name, in lower case: tables of a system are in capitals.</param>
/// <param name="Keys">Columns that an index each is made on: its rows are looked up by one of them.</param>
/// <param name="IsDistinct">Whether equal rows count once.</param>
/// <param name="Merge">How its periods are merged, or null.</param>
/// <param name="Queries">Where its rows come from; several are united.</param>
internal sealed record CmsStep(string Name, IReadOnlyList<string> Keys, bool IsDistinct, CmsMerge? Merge, IReadOnlyList<(CmsQuery Query, IReadOnlyList<KeyValuePair<string, SqlTerm>> Columns)> Queries)
{
    /// <summary>Names of its columns.</summary>
    public IReadOnlyList<string> Columns => Merge is null ? [.. Queries[0].Columns.Select(column => column.Key)] : CmsMerge.Columns;

    /// <summary>Every expression in it.</summary>
    public IEnumerable<SqlTerm> Terms => Queries.SelectMany(part => part.Query.Terms.Concat(part.Columns.Select(column => column.Value)));
}
