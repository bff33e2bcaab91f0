namespace SsdClr.Build.Extraction;

/// <summary>A JSON object with a key a column; a column that is NULL has no key.</summary>
/// <param name="Members">At least one key and its column.</param>
internal sealed record JsonExpression(IReadOnlyList<KeyValuePair<string, CmsColumn>> Members) : CmsExpression
{
    /// <inheritdoc/>
    public override IEnumerable<CmsColumn> Columns => Members.Select(member => member.Value);

    /// <inheritdoc/>
    public override string Write(SourceNames names) =>
        $"(SELECT {string.Join(", ", Members.Select(member => $"{names.Column(member.Value)} AS [{member.Key}]"))} FOR JSON PATH, WITHOUT_ARRAY_WRAPPER)";
}
