using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_linked_identifiers.</summary>
internal sealed class LinkedIdentifier(SsdRow row)
{
    internal static readonly RecordLayout Layout = RecordLayout.OfPerson(RecordKind.LinkedIdentifier, "ssd_linked_identifiers", "l", "link_person_id");
    private static readonly RowColumn<string> s_type = Layout.Text("link_identifier_type");
    private static readonly RowColumn<string> s_value = Layout.Text("link_identifier_value");
    private static readonly RowColumn<DateTime> s_validFrom = Layout.Date("link_valid_from_date");

    internal string? Type { get; } = row.Trimmed(s_type);

    internal string? Value { get; } = row.Trimmed(s_value);

    internal DateTime? ValidFrom { get; } = row.Date(s_validFrom);
}
