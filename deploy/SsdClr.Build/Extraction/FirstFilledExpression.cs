namespace SsdClr.Build.Extraction;

/// <summary>The first of several columns that is not NULL.</summary>
/// <param name="Alternatives">At least two columns.</param>
internal sealed record FirstFilledExpression(IReadOnlyList<CmsColumn> Alternatives) : CmsExpression
{
    /// <inheritdoc/>
    public override IEnumerable<CmsColumn> Columns => Alternatives;

    /// <inheritdoc/>
    public override string Write(SourceNames names) => $"COALESCE({string.Join(", ", Alternatives.Select(names.Column))})";
}
