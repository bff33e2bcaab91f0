namespace SsdClr.Build.Extraction;

/// <summary>What a table of the mapping is called in an authority's database.</summary>
/// <param name="Name">One to three parts, such as <c>live.dbo.PERSONS</c>; null where only columns differ.</param>
/// <param name="Columns">Names of columns in the database by those of the mapping.</param>
internal sealed record RenamedTable(string? Name, IReadOnlyDictionary<string, string> Columns);
