namespace SsdClr.Build.Extraction;

/// <summary>A JSON array of the texts that a column has in such rows, in their order; NULL where there is none.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Value">Column of the rows.</param>
internal sealed record JsonListExpression(CmsSubquery Rows, CmsColumn Value) : CmsExpression
{
    /// <inheritdoc/>
    public override IEnumerable<CmsColumn> Columns => Rows.OuterColumns;

    /// <inheritdoc/>
    public override IEnumerable<CmsCondition> Conditions => Rows.Where;

    /// <inheritdoc/>
    public override string Write(SourceNames names)
    {
        // STRING_AGG came with SQL Server 2017; 2016 is supported.
        var inside = names.With(Rows.Table);
        var value = $"CONVERT(nvarchar(4000), {inside.Column(Value)})";
        return $"N'[' + STUFF((SELECT N',\"' + STRING_ESCAPE({value}, N'json') + N'\"' {Rows.Write(inside)} GROUP BY {value} ORDER BY {value} FOR XML PATH(N''), TYPE).value('.', 'nvarchar(max)'), 1, 1, N'') + N']'";
    }
}
