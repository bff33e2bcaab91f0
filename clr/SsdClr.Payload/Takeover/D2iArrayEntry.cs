using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Takeover;

/// <summary>An item of an array with what the array is ordered by.</summary>
internal sealed class D2iArrayEntry
{
    internal D2iArrayEntry(ObjectShape shape, JsonValue value)
    {
        Value = value;
        Date = shape.Date is not null ? value.Find(shape.Date)?.Text
            : ReferenceEquals(shape, PayloadShape.CareWorker) ? value.Find(PayloadNames.StartDate)?.Text
            : value.Find(PayloadNames.Date)?.Text;
        Id = shape.Keys[0].Kind == KeyKind.Id ? shape.IdOf(value)
            : value.Find(PayloadNames.WorkerId)?.Text ?? string.Empty;
        Text = value.ToText();
    }

    internal JsonValue Value { get; }

    /// <summary>YYYY-MM-DD, so that texts compare as dates; null for none.</summary>
    internal string? Date { get; }

    /// <summary>The id of the record or worker; empty for none.</summary>
    internal string Id { get; }

    /// <summary>The canonical text.</summary>
    internal string Text { get; }
}
