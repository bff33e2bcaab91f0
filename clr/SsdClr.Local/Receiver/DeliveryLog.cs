using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace SsdClr.Local.Receiver;

/// <summary>
/// Every body of children that arrived, accepted or not, by identifiers and hashes: what a sender's own log has to account for. Thread-safe.
/// </summary>
internal sealed class DeliveryLog(TimeProvider clock)
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

    /// <summary>How many.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _deliveries.Count;
            }
        }
    }

    /// <summary>Notes that a body arrived.</summary>
    public void Add(ReadOnlyMemory<byte> body)
    {
        var children = Children(body);
        lock (_gate)
        {
            _deliveries.Add(new Delivery(_deliveries.Count + 1, clock.GetUtcNow().ToUniversalTime(), body.Length, children));
        }
    }

    private static IReadOnlyList<DeliveredChild> Children(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(child => new DeliveredChild(Id(child), Convert.ToHexString(SHA256.HashData(JsonMarshal.GetRawUtf8Value(child)))))]
                : [];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static string Id(JsonElement child) =>
        child.ValueKind == JsonValueKind.Object && child.TryGetProperty("la_child_id", out var id) && id.ValueKind == JsonValueKind.String ? id.GetString()! : string.Empty;
}
