using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_address.</summary>
internal sealed class Address
{
    internal Address(SsdRow row)
    {
        RowId = row.TrimmedVerbatim(1);
        Start = row.Date(2);
        End = row.Date(3);
        Postcode = row.Trimmed(4);
    }

    internal string? RowId { get; }

    internal DateTime? Start { get; }

    internal DateTime? End { get; }

    internal string? Postcode { get; }
}
