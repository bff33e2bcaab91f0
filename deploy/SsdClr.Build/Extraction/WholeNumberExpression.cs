namespace SsdClr.Build.Extraction;

/// <summary>A text as a whole number. One that is none stops the extract instead of getting lost.</summary>
/// <param name="Column">The column.</param>
internal sealed record WholeNumberExpression(CmsColumn Column) : CmsExpression
{
    /// <inheritdoc/>
    public override IEnumerable<CmsColumn> Columns => [Column];

    /// <inheritdoc/>
    public override string Write(SourceNames names) => $"CONVERT(int, {names.Column(Column)})";
}
