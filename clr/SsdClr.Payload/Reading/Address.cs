using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_address.</summary>
internal sealed class Address
{
    internal static readonly RecordLayout Layout = RecordLayout.OfPerson(RecordKind.Address, "ssd_address", "a", "addr_person_id");
    private static readonly TextColumn s_rowId = Layout.RowId("addr_table_id");
    private static readonly DateColumn s_start = Layout.Date("addr_address_start_date");
    private static readonly DateColumn s_end = Layout.Date("addr_address_end_date");
    private static readonly TextColumn s_postcode = Layout.Text("addr_address_postcode");

    internal Address(SsdRow row)
    {
        RowId = row.TrimmedVerbatim(s_rowId);
        Start = row.Date(s_start);
        End = row.Date(s_end);
        Postcode = row.Trimmed(s_postcode);
    }

    internal string? RowId { get; }

    internal DateTime? Start { get; }

    internal DateTime? End { get; }

    internal string? Postcode { get; }
}
