namespace SsdClr.Build.Extraction;

/// <summary>A table or column of a system that a mapping reads.</summary>
/// <param name="Table">Its name in the mapping.</param>
/// <param name="Column">The column, or null for the table itself.</param>
/// <param name="By">What needs it, as messages show it.</param>
/// <param name="Fills">Whether that fills, or is a comment until somebody confirms it.</param>
internal sealed record SourceUse(string Table, string? Column, string By, bool Fills);
