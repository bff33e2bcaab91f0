namespace SsdClr.Build.Extraction;

/// <summary>Rows of another table that a look-up reads.</summary>
/// <param name="Table">Table or step.</param>
/// <param name="Alias">Its name inside the look-up.</param>
/// <param name="Where">Which rows.</param>
/// <param name="Order">Order of the rows, first wins; only for <c>first</c>.</param>
internal sealed record SqlRows(string Table, string Alias, SqlTerm Where, IReadOnlyList<(SqlTerm By, bool Descending)> Order);
