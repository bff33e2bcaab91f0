using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace SsdClr.Local.Receiver;

/// <summary>
/// Everything the receiver accepted, in memory only: the latest state of each child and a ledger of the POSTs. Thread-safe; what it returns never changes.
/// </summary>
internal sealed class AcceptedState(ReceiverSemantics semantics, TimeProvider clock)
{
    private const int RefusalsKept = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _lastHashes = new(StringComparer.Ordinal);
    private int _arrived;

    /// <summary>What is held now, by <c>la_child_id</c>.</summary>
    public ImmutableSortedDictionary<string, HeldChild> Held { get; private set; } = ImmutableSortedDictionary.Create<string, HeldChild>(StringComparer.Ordinal);

    /// <summary>Every accepted POST, the first one first.</summary>
    public ImmutableList<AcceptedBatch> Ledger { get; private set; } = [];

    /// <summary>How many POSTs of children were refused, by status code.</summary>
    public ImmutableSortedDictionary<int, int> Refusals { get; private set; } = ImmutableSortedDictionary<int, int>.Empty;

    /// <summary>The last refusals, the newest first.</summary>
    public ImmutableList<Refusal> LastRefusals { get; private set; } = [];

    /// <summary>How many POSTs of children arrived with their body, accepted or not.</summary>
    public int Arrived => _arrived;

    /// <summary>Counts a POST of children whose body arrived.</summary>
    public void CountArrival() => Interlocked.Increment(ref _arrived);

    /// <summary>Takes a whole batch in: applies each child and returns the ledger's entry with the receipts.</summary>
    public AcceptedBatch Accept(IReadOnlyList<PostedChild> children)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow().ToUniversalTime();
            var held = Held.ToBuilder();
            var accepted = new List<AcceptedChild>(children.Count);
            foreach (var child in children)
            {
                var hash = SHA256.HashData(child.Json);
                var isResend = _lastHashes.TryGetValue(child.LaChildId, out var lastHash) && hash.AsSpan().SequenceEqual(lastHash);
                _lastHashes[child.LaChildId] = hash;

                var receipt = $"{now.ToString("yyyy-MM-dd_HH:mm:ss.ff", CultureInfo.InvariantCulture)}_{Guid.NewGuid():D}.json";
                if (child.IsDeletion)
                {
                    held.Remove(child.LaChildId);
                }
                else
                {
                    held[child.LaChildId] = new HeldChild(Apply(child, held.GetValueOrDefault(child.LaChildId)), receipt, now);
                }

                accepted.Add(new AcceptedChild(child.LaChildId, receipt, child.IsDeletion, isResend));
            }

            var batch = new AcceptedBatch(Ledger.Count + 1, now, accepted);
            Held = held.ToImmutable();
            Ledger = Ledger.Add(batch);
            return batch;
        }
    }

    /// <summary>Counts a POST of children that was refused, and keeps why.</summary>
    public void CountRefusal(int status, string reason)
    {
        lock (_gate)
        {
            LastRefusals = [new Refusal(clock.GetUtcNow().ToUniversalTime(), FaultPlace.Children, status, reason), .. LastRefusals.Take(RefusalsKept - 1)];
            Refusals = Refusals.SetItem(status, Refusals.GetValueOrDefault(status) + 1);
        }
    }

    private byte[] Apply(PostedChild child, HeldChild? before)
    {
        var current = semantics == ReceiverSemantics.Merge ? before : null;
        if (current is null && !child.HasRemovals)
        {
            return child.Json;
        }

        using var incoming = JsonDocument.Parse(child.Json);
        if (current is null)
        {
            return ChildState.WithoutRemovals(incoming.RootElement);
        }

        using var held = JsonDocument.Parse(current.Json);
        return ChildState.Merge(held.RootElement, incoming.RootElement);
    }
}
