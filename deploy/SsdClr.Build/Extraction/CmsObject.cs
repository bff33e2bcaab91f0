using SsdClr.Build.Model;

namespace SsdClr.Build.Extraction;

/// <summary>A table of the SSD and where a system holds its rows.</summary>
/// <param name="Table">The table.</param>
/// <param name="Rows">The rows, or null where the system does not hold them.</param>
/// <param name="Evidence">How far the rows may be relied on; the reason where there are none.</param>
/// <param name="Note">What whoever confirms it should know, or null.</param>
/// <param name="Fields">Every field, in the order of the model.</param>
internal sealed record CmsObject(SsdObject Table, CmsQuery? Rows, CmsEvidence Evidence, string? Note, IReadOnlyList<CmsField> Fields)
{
    /// <summary>Name of the line of the rows in <c>confirmed</c>.</summary>
    public const string RowsLine = "rows";

    /// <summary>Names of the lines that can be confirmed.</summary>
    public IEnumerable<string> Lines => Fields.Where(line => line.Value is not null).Select(line => line.Field.Name).Prepend(RowsLine);
}
