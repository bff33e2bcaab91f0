namespace SsdClr.Build.Extraction;

/// <summary>Values that differ by authority, such as the types of workflow steps that are assessments. A mapping names the list, overrides fill it.</summary>
/// <param name="Name">Name of the list.</param>
/// <param name="Description">What the values stand for.</param>
/// <param name="Values">The values; none until an authority names them.</param>
internal sealed record CmsList(string Name, string Description, IReadOnlyList<string> Values);
