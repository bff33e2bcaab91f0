namespace SsdClr.Build.Extraction;

/// <summary>How far a line of a mapping may be relied on.</summary>
/// <param name="IsVerified">Whether somebody has seen it to be right in a database.</param>
/// <param name="Source">Who or what says so: an item of the published specification, or who confirmed it and when.</param>
internal sealed record CmsEvidence(bool IsVerified, string Source);
