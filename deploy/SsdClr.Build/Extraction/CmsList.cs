namespace SsdClr.Build.Extraction;

/// <summary>Values that differ by authority. An empty list matches nothing.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What is in it.</param>
/// <param name="Values">The values: those seen in public, or an authority's own.</param>
internal sealed record CmsList(string Name, string Description, IReadOnlyList<string> Values);
