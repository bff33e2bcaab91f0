using System.Collections.Generic;
using SsdClr.Runs;

namespace SsdClr.Payload.Reports;

/// <summary>Errors before warnings, and rules that concern most children first.</summary>
internal sealed class FindingOrder : IComparer<RunFigure>
{
    /// <inheritdoc/>
    public int Compare(RunFigure x, RunFigure y)
    {
        int byKind = string.CompareOrdinal(x.Kind, y.Kind);
        int byChildren = (y.Total ?? 0).CompareTo(x.Total ?? 0);
        return byKind != 0 ? byKind : byChildren != 0 ? byChildren : string.CompareOrdinal(x.Name, y.Name);
    }
}
