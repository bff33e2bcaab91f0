namespace SsdClr.Build.Extraction;

/// <summary>Two columns that are equal where rows belong together.</summary>
/// <param name="Left">One column.</param>
/// <param name="Right">The other.</param>
internal sealed record CmsMatch(CmsColumn Left, CmsColumn Right)
{
    /// <summary>Both columns.</summary>
    public IEnumerable<CmsColumn> Columns => [Left, Right];
}
