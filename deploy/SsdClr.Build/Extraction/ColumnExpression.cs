namespace SsdClr.Build.Extraction;

/// <summary>A column as it is. SQL Server refuses a text that is too long instead of cutting it.</summary>
/// <param name="Column">The column.</param>
internal sealed record ColumnExpression(CmsColumn Column) : CmsExpression
{
    /// <inheritdoc/>
    public override IEnumerable<CmsColumn> Columns => [Column];

    /// <inheritdoc/>
    public override string Write(SourceNames names) => names.Column(Column);
}
