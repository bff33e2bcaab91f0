using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_immigration_status.</summary>
internal sealed class ImmigrationStatus
{
    internal static readonly RecordLayout Layout = RecordLayout.OfPerson(RecordKind.ImmigrationStatus, "ssd_immigration_status", "i", "immi_person_id");
    private static readonly TextColumn s_rowId = Layout.RowId("immi_immigration_status_id");
    private static readonly TextColumn s_status = Layout.Text("immi_immigration_status");
    private static readonly DateColumn s_start = Layout.Date("immi_immigration_status_start_date");
    private static readonly DateColumn s_end = Layout.Date("immi_immigration_status_end_date");

    internal ImmigrationStatus(SsdRow row)
    {
        RowId = row.TrimmedVerbatim(s_rowId);
        Status = row.Trimmed(s_status);
        Start = row.Date(s_start);
        End = row.Date(s_end);
    }

    internal string? RowId { get; }

    internal string? Status { get; }

    internal DateTime? Start { get; }

    internal DateTime? End { get; }
}
