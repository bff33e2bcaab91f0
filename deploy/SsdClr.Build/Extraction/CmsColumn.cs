namespace SsdClr.Build.Extraction;

/// <summary>A column of a table in a statement.</summary>
/// <param name="Alias">Name of the table inside the statement.</param>
/// <param name="Name">Name of the column as the mapping has it; an authority's overrides may name another.</param>
internal sealed record CmsColumn(string Alias, string Name);
