using System.Text.Json;

namespace SsdClr.Chaos;

/// <summary>
/// Every body of children that arrived at a receiver, accepted or not: what a sender's own log has to account for. Thread-safe.
/// </summary>
internal sealed class DeliveryLog
{
    private readonly Lock _gate = new();
    private readonly List<Delivery> _deliveries = [];

    /// <summary>All of them, the first one first.</summary>
    public IReadOnlyList<Delivery> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _deliveries];
            }
        }
    }

    /// <summary>Notes that a body arrived.</summary>
    public void Add(ReadOnlyMemory<byte> body)
    {
        var delivery = new Delivery(body.Length, Children(body));
        lock (_gate)
        {
            _deliveries.Add(delivery);
        }
    }

    private static IReadOnlyList<string> Children(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Array ? [.. document.RootElement.EnumerateArray().Select(Id)] : [];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static string Id(JsonElement child) =>
        child.ValueKind == JsonValueKind.Object && child.TryGetProperty("la_child_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : string.Empty;
}
