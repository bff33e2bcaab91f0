using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_linked_identifiers.</summary>
internal sealed class LinkedIdentifier
{
    internal static readonly RecordLayout Layout = RecordLayout.OfPerson(RecordKind.LinkedIdentifier, "ssd_linked_identifiers", "l", "link_person_id");
    private static readonly TextColumn s_type = Layout.Text("link_identifier_type");
    private static readonly TextColumn s_value = Layout.Text("link_identifier_value");
    private static readonly DateColumn s_validFrom = Layout.Date("link_valid_from_date");

    internal LinkedIdentifier(SsdRow row)
    {
        Type = row.Trimmed(s_type);
        Value = row.Trimmed(s_value);
        ValidFrom = row.Date(s_validFrom);
    }

    internal string? Type { get; }

    internal string? Value { get; }

    internal DateTime? ValidFrom { get; }
}
