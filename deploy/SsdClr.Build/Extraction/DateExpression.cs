using System.Globalization;

namespace SsdClr.Build.Extraction;

/// <summary>The date of a time, or of a text in a known style.</summary>
/// <param name="Column">The column.</param>
/// <param name="Style">Style of CONVERT where the column holds text, such as 103 for day/month/year; null where it holds dates or times.</param>
internal sealed record DateExpression(CmsColumn Column, int? Style) : CmsExpression
{
    /// <inheritdoc/>
    public override IEnumerable<CmsColumn> Columns => [Column];

    /// <inheritdoc/>
    public override string Write(SourceNames names) => Style is { } style
        ? string.Create(CultureInfo.InvariantCulture, $"CONVERT(date, {names.Column(Column)}, {style})")
        : $"CONVERT(date, {names.Column(Column)})";
}
