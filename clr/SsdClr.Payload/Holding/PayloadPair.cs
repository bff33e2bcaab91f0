namespace SsdClr.Payload.Holding;

/// <summary>Two payloads of one child.</summary>
internal sealed class PayloadPair(JsonValue acknowledged, JsonValue current)
{
    /// <summary>The payload the receiver confirmed last.</summary>
    internal JsonValue Acknowledged { get; } = acknowledged;

    /// <summary>What SSD says now.</summary>
    internal JsonValue Current { get; } = current;
}
