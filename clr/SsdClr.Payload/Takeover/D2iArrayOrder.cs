using System.Collections.Generic;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Takeover;

/// <summary>The one order of an array of the payload (docs/payload.md, section 7): by date, none last, then id, then text. Placements, care workers and questionnaires: newest first.</summary>
internal sealed class D2iArrayOrder : IComparer<D2iArrayEntry>
{
    private readonly bool _newestFirst;

    internal D2iArrayOrder(ObjectShape shape) =>
        _newestFirst = ReferenceEquals(shape, PayloadShape.Placement) || ReferenceEquals(shape, PayloadShape.CareWorker) || ReferenceEquals(shape, PayloadShape.SdqAssessment);

    /// <inheritdoc/>
    public int Compare(D2iArrayEntry? x, D2iArrayEntry? y)
    {
        if (x is null || y is null)
        {
            return x is null ? (y is null ? 0 : -1) : 1;
        }

        int byDate = string.CompareOrdinal(x.Date, y.Date);
        if (byDate != 0)
        {
            return x.Date is null ? 1 : y.Date is null ? -1 : _newestFirst ? -byDate : byDate;
        }

        int byId = string.CompareOrdinal(x.Id, y.Id);
        return byId != 0 ? byId : string.CompareOrdinal(x.Text, y.Text);
    }
}
