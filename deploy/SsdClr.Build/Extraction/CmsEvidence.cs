namespace SsdClr.Build.Extraction;

/// <summary>How far a line may be relied on, and who says so.</summary>
/// <param name="Grade">The grade.</param>
/// <param name="Source">Where the line comes from, or who confirmed it and when.</param>
internal sealed record CmsEvidence(CmsGrade Grade, string Source);
