using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace SsdClr.Local.Receiver;

/// <summary>
/// Everything the receiver accepted, in memory only: the latest state of each child and a ledger of the POSTs. Thread-safe; what it returns are copies.
/// </summary>
internal sealed class AcceptedState(ReceiverSemantics semantics, TimeProvider clock)
{
    private const int RefusalsKept = 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, HeldChild> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, byte[]> _lastHashes = new(StringComparer.Ordinal);
    private readonly List<AcceptedBatch> _ledger = [];
    private readonly SortedDictionary<int, int> _refusals = [];
    private readonly List<Refusal> _lastRefusals = [];

    /// <summary>What is held now, by <c>la_child_id</c>.</summary>
    public IReadOnlyDictionary<string, HeldChild> Held
    {
        get
        {
            lock (_gate)
            {
                return new Dictionary<string, HeldChild>(_held, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Every accepted POST, the first one first.</summary>
    public IReadOnlyList<AcceptedBatch> Ledger
    {
        get
        {
            lock (_gate)
            {
                return [.. _ledger];
            }
        }
    }

    /// <summary>How many POSTs of children were refused, by status code.</summary>
    public IReadOnlyDictionary<int, int> Refusals
    {
        get
        {
            lock (_gate)
            {
                return new SortedDictionary<int, int>(_refusals);
            }
        }
    }

    /// <summary>The last refusals, the newest first.</summary>
    public IReadOnlyList<Refusal> LastRefusals
    {
        get
        {
            lock (_gate)
            {
                return [.. _lastRefusals];
            }
        }
    }

    /// <summary>What is held of one child, or null.</summary>
    public HeldChild? Find(string laChildId)
    {
        lock (_gate)
        {
            return _held.GetValueOrDefault(laChildId);
        }
    }

    /// <summary>Takes a whole batch in: applies each child and returns the ledger's entry with the receipts.</summary>
    public AcceptedBatch Accept(IReadOnlyList<PostedChild> children)
    {
        lock (_gate)
        {
            var now = clock.GetUtcNow().ToUniversalTime();
            var accepted = new List<AcceptedChild>(children.Count);
            foreach (var child in children)
            {
                var hash = SHA256.HashData(child.Json);
                var isResend = _lastHashes.TryGetValue(child.LaChildId, out var lastHash) && hash.AsSpan().SequenceEqual(lastHash);
                _lastHashes[child.LaChildId] = hash;

                var receipt = $"{now.ToString("yyyy-MM-dd_HH:mm:ss.ff", CultureInfo.InvariantCulture)}_{Guid.NewGuid():D}.json";
                if (child.IsDeletion)
                {
                    _held.Remove(child.LaChildId);
                }
                else
                {
                    _held[child.LaChildId] = new HeldChild(Apply(child), receipt, now);
                }

                accepted.Add(new AcceptedChild(child.LaChildId, receipt, child.IsDeletion, isResend));
            }

            var batch = new AcceptedBatch(_ledger.Count + 1, now, accepted);
            _ledger.Add(batch);
            return batch;
        }
    }

    /// <summary>Counts a POST of children that was refused, and keeps why.</summary>
    public void CountRefusal(int status, string reason)
    {
        lock (_gate)
        {
            _lastRefusals.Insert(0, new Refusal(clock.GetUtcNow().ToUniversalTime(), FaultPlace.Children, status, reason));
            if (_lastRefusals.Count > RefusalsKept)
            {
                _lastRefusals.RemoveAt(RefusalsKept);
            }

            _refusals[status] = _refusals.GetValueOrDefault(status) + 1;
        }
    }

    private byte[] Apply(PostedChild child)
    {
        var current = semantics == ReceiverSemantics.Merge ? _held.GetValueOrDefault(child.LaChildId) : null;
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
