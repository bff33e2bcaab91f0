using System.Text;

namespace SsdClr.Build.Extraction;

/// <summary>A code or word turned into that of the SSD.</summary>
/// <param name="Column">The column.</param>
/// <param name="Map">Name of the code map.</param>
internal sealed record CodeExpression(CmsColumn Column, string Map) : CmsExpression
{
    /// <inheritdoc/>
    public override IEnumerable<CmsColumn> Columns => [Column];

    /// <inheritdoc/>
    public override string Write(SourceNames names)
    {
        // A number would be compared as a number, and the first word would be an error.
        var value = $"CONVERT(nvarchar(4000), {names.Column(Column)})";
        var text = new StringBuilder("CASE ").Append(value);
        foreach (var (from, to) in names.CodeMap(Map).Codes)
        {
            text.Append(" WHEN ").Append(SourceNames.Literal(from)).Append(" THEN ").Append(SourceNames.Literal(to));
        }

        return text.Append(" ELSE ").Append(value).Append(" END").ToString();
    }
}
