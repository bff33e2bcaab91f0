namespace SsdClr.Build.Extraction;

/// <summary>A mapping with an authority's overrides applied: all that an extract is written from.</summary>
/// <param name="Mapping">The mapping, with what the authority confirmed or changed.</param>
/// <param name="Origin">Files it comes from, for the header.</param>
/// <param name="TargetSchema">Schema of the SSD tables and of the procedure.</param>
/// <param name="SourceSchema">Schema of the system's tables.</param>
/// <param name="Years">Years of history, or null for all.</param>
/// <param name="Renamed">Tables that are called otherwise, by their name in the mapping.</param>
internal sealed record ExtractPlan(
    CmsMapping Mapping,
    string Origin,
    string TargetSchema,
    string SourceSchema,
    int? Years,
    IReadOnlyDictionary<string, RenamedTable> Renamed)
{
    /// <summary>The mapping as it is.</summary>
    /// <param name="mapping">The mapping.</param>
    /// <param name="origin">Its file.</param>
    public static ExtractPlan Of(CmsMapping mapping, string origin) =>
        new(mapping, origin, "dbo", mapping.Schema, null, new Dictionary<string, RenamedTable>(StringComparer.Ordinal));
}
