namespace SsdClr.Build.Extraction;

/// <summary>Another table of a query.</summary>
/// <param name="IsInner">Whether rows without a partner are left out.</param>
/// <param name="Table">Table or step.</param>
/// <param name="Alias">Its name inside the query.</param>
/// <param name="On">Which rows are partners.</param>
internal sealed record CmsJoin(bool IsInner, string Table, string Alias, SqlTerm On);
