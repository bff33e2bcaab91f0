namespace SsdClr.Build.Extraction;

/// <summary>Several columns in one text. NULL counts as nothing.</summary>
/// <param name="Parts">At least two columns.</param>
/// <param name="Separator">What stands between them.</param>
internal sealed record JoinedExpression(IReadOnlyList<CmsColumn> Parts, string Separator) : CmsExpression
{
    /// <inheritdoc/>
    public override IEnumerable<CmsColumn> Columns => Parts;

    /// <inheritdoc/>
    public override string Write(SourceNames names) => $"CONCAT({string.Join($", {SourceNames.Literal(Separator)}, ", Parts.Select(names.Column))})";
}
