namespace SsdClr.Build.Extraction;

/// <summary>A column of a case-management system, as far as it is known.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in T-SQL.</param>
/// <param name="IsGuess">Whether nothing public tells the type.</param>
internal sealed record SourceColumn(string Name, string Type, bool IsGuess);
