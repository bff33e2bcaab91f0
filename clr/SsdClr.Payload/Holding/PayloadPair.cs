namespace SsdClr.Payload.Holding;

/// <summary>Two payloads of one child.</summary>
internal sealed class PayloadPair
{
    internal PayloadPair(JsonValue acknowledged, JsonValue current)
    {
        Acknowledged = acknowledged;
        Current = current;
    }

    /// <summary>The payload the receiver confirmed last.</summary>
    internal JsonValue Acknowledged { get; }

    /// <summary>What SSD says now.</summary>
    internal JsonValue Current { get; }
}
