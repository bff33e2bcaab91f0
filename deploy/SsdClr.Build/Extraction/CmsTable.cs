namespace SsdClr.Build.Extraction;

/// <summary>A table of a case-management system under the name a statement uses for it.</summary>
/// <param name="Alias">Name inside the statement.</param>
/// <param name="Name">Name of the table as the mapping has it; an authority's overrides may name another.</param>
internal sealed record CmsTable(string Alias, string Name);
