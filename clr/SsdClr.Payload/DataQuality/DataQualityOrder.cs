using System.Collections.Generic;

namespace SsdClr.Payload.DataQuality;

/// <summary>Orders findings by severity, errors first; then most rows; then table, column and check.</summary>
internal sealed class DataQualityOrder : IComparer<DataQualityFinding>
{
    /// <inheritdoc/>
    public int Compare(DataQualityFinding? x, DataQualityFinding? y)
    {
        if (x is null || y is null)
        {
            return x is null ? (y is null ? 0 : -1) : 1;
        }

        int order = Rank(x.Severity).CompareTo(Rank(y.Severity));
        order = order != 0 ? order : (y.Found ?? long.MaxValue).CompareTo(x.Found ?? long.MaxValue);
        order = order != 0 ? order : string.CompareOrdinal(x.Table, y.Table);
        order = order != 0 ? order : string.CompareOrdinal(x.Column, y.Column);
        return order != 0 ? order : string.CompareOrdinal(x.Check, y.Check);
    }

    private static int Rank(string severity) => severity switch
    {
        DataQualityFinding.Error => 0,
        DataQualityFinding.Warning => 1,
        _ => 2,
    };
}
