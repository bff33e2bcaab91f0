namespace SsdClr.Build.Model;

/// <summary>The SSD as <c>sql/model</c> describes it.</summary>
/// <param name="Objects">Tables, ordered by name.</param>
/// <param name="Categories">Code lists, ordered by name.</param>
internal sealed record SsdModel(IReadOnlyList<SsdObject> Objects, IReadOnlyList<SsdCategory> Categories);
