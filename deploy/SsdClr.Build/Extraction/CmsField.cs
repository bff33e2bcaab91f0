using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>A field of the SSD and where a system holds it.</summary>
/// <param name="Field">The field.</param>
/// <param name="Value">What it is made of, or null where the system does not hold it.</param>
/// <param name="Evidence">How far the line may be relied on; the reason where there is no value.</param>
/// <param name="Note">What whoever confirms it should know, or null.</param>
internal sealed record CmsField(SsdField Field, SqlTerm? Value, CmsEvidence Evidence, string? Note);
