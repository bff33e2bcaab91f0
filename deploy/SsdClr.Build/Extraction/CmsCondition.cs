namespace SsdClr.Build.Extraction;

/// <summary>A restriction of the rows of a table.</summary>
/// <param name="Column">The column it is about.</param>
/// <param name="Kind">What it asks.</param>
/// <param name="Values">Values, pattern or name of a list; none for <see cref="CmsConditionKind.Filled"/>.</param>
internal sealed record CmsCondition(CmsColumn Column, CmsConditionKind Kind, IReadOnlyList<string> Values)
{
    /// <summary>Name of the list that differs by authority, or null where there is none.</summary>
    public string? List => Kind == CmsConditionKind.List ? Values[0] : null;
}
