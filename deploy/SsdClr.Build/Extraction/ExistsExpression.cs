namespace SsdClr.Build.Extraction;

/// <summary>Y where there is such a row, N where there is none.</summary>
/// <param name="Rows">The rows.</param>
internal sealed record ExistsExpression(CmsSubquery Rows) : CmsExpression
{
    /// <inheritdoc/>
    public override IEnumerable<CmsColumn> Columns => Rows.OuterColumns;

    /// <inheritdoc/>
    public override IEnumerable<CmsCondition> Conditions => Rows.Where;

    /// <inheritdoc/>
    public override string Write(SourceNames names) => $"CASE WHEN EXISTS (SELECT 1 {Rows.Write(names.With(Rows.Table))}) THEN N'Y' ELSE N'N' END";
}
