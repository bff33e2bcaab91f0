using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_immigration_status.</summary>
internal sealed class ImmigrationStatus(SsdRow row)
{
    internal static readonly RecordLayout Layout = RecordLayout.OfPerson(RecordKind.ImmigrationStatus, "ssd_immigration_status", "i", "immi_person_id");
    private static readonly RowColumn<string> s_rowId = Layout.RowId("immi_immigration_status_id");
    private static readonly RowColumn<string> s_status = Layout.Text("immi_immigration_status");
    private static readonly RowColumn<DateTime> s_start = Layout.Date("immi_immigration_status_start_date");
    private static readonly RowColumn<DateTime> s_end = Layout.Date("immi_immigration_status_end_date");

    internal string? RowId { get; } = row.TrimmedVerbatim(s_rowId);

    internal string? Status { get; } = row.Trimmed(s_status);

    internal DateTime? Start { get; } = row.Date(s_start);

    internal DateTime? End { get; } = row.Date(s_end);
}
