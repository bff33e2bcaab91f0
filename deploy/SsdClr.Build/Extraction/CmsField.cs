using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>A field of the SSD and where a system holds it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Expression">What it is made of, or null where it is unmapped.</param>
/// <param name="Unmapped">Why it is unmapped, or null.</param>
/// <param name="Evidence">How far the line may be relied on.</param>
/// <param name="Note">What whoever confirms it should know, or null.</param>
internal sealed record CmsField(SsdField Field, CmsExpression? Expression, string? Unmapped, CmsEvidence Evidence, string? Note);
