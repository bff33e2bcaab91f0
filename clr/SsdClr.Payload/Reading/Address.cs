using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_address.</summary>
internal sealed class Address(SsdRow row)
{
    internal static readonly RecordLayout Layout = RecordLayout.OfPerson(RecordKind.Address, "ssd_address", "a", "addr_person_id");
    private static readonly RowColumn<string> s_rowId = Layout.RowId("addr_table_id");
    private static readonly RowColumn<DateTime> s_start = Layout.Date("addr_address_start_date");
    private static readonly RowColumn<DateTime> s_end = Layout.Date("addr_address_end_date");
    private static readonly RowColumn<string> s_postcode = Layout.Text("addr_address_postcode");

    internal string? RowId { get; } = row.TrimmedVerbatim(s_rowId);

    internal DateTime? Start { get; } = row.Date(s_start);

    internal DateTime? End { get; } = row.Date(s_end);

    internal string? Postcode { get; } = row.Trimmed(s_postcode);
}
