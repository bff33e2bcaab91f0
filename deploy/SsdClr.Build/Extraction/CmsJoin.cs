namespace SsdClr.Build.Extraction;

/// <summary>Another table of a statement.</summary>
/// <param name="Table">The table.</param>
/// <param name="Kind">How its rows are brought in.</param>
/// <param name="Matches">At least one pair of columns that are equal.</param>
/// <param name="Where">Restrictions of its rows.</param>
/// <param name="Newest">Columns whose highest values make a row the newest; only for <see cref="CmsJoinKind.Newest"/>.</param>
/// <param name="Evidence">How far the line may be relied on.</param>
internal sealed record CmsJoin(
    CmsTable Table,
    CmsJoinKind Kind,
    IReadOnlyList<CmsMatch> Matches,
    IReadOnlyList<CmsCondition> Where,
    IReadOnlyList<CmsColumn> Newest,
    CmsEvidence Evidence)
{
    /// <summary>Name of its line in the overrides.</summary>
    public string Line => $"joins.{Table.Alias}";

    /// <summary>Every column it needs, of its own table and of earlier ones.</summary>
    public IEnumerable<CmsColumn> Columns => [.. Matches.SelectMany(match => match.Columns), .. Where.Select(condition => condition.Column), .. Newest];
}
