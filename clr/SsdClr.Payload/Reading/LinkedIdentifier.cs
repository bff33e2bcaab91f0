using System;

namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_linked_identifiers.</summary>
internal sealed class LinkedIdentifier
{
    internal LinkedIdentifier(SsdRow row)
    {
        Type = row.Trimmed(1);
        Value = row.Trimmed(2);
        ValidFrom = row.Date(3);
    }

    internal string? Type { get; }

    internal string? Value { get; }

    internal DateTime? ValidFrom { get; }
}
