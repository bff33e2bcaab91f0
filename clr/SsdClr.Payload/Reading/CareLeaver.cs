using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_care_leavers.</summary>
internal sealed class CareLeaver(SsdRow row)
{
    internal static readonly RecordLayout Layout = RecordLayout.OfPerson(RecordKind.CareLeaver, "ssd_care_leavers", "c", "clea_person_id");
    private static readonly RowColumn<string> s_rowId = Layout.RowId("clea_table_id");
    private static readonly RowColumn<DateTime> s_latestContact = Layout.Date("clea_care_leaver_latest_contact");
    private static readonly RowColumn<string> s_activity = Layout.Text("clea_care_leaver_activity");
    private static readonly RowColumn<string> s_accommodation = Layout.Text("clea_care_leaver_accommodation");

    internal string? RowId { get; } = row.TrimmedVerbatim(s_rowId);

    internal DateTime? LatestContact { get; } = row.Date(s_latestContact);

    internal string? Activity { get; } = row.Trimmed(s_activity);

    internal string? Accommodation { get; } = row.Trimmed(s_accommodation);
}
