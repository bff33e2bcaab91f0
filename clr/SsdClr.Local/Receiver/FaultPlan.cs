using System.Collections.Immutable;

namespace SsdClr.Local.Receiver;

/// <summary>
/// Which faults are in force and which request meets one. Without a chance the first fault that fits is met; with one, each request or
/// connection draws first whether, then which. Thread-safe.
/// </summary>
/// <param name="faults">The faults in force.</param>
/// <param name="chance">How likely a request meets one, 0 to 1; null for always.</param>
/// <param name="seed">The same seed and the same requests meet the same faults.</param>
internal sealed class FaultPlan(IEnumerable<Fault> faults, double? chance, int seed)
{
    private readonly Lock _gate = new();
    private readonly Random _random = new(seed);
    private double? _chance = chance;

    /// <summary>The faults in force, with the times that are left.</summary>
    public ImmutableList<Fault> InForce { get; private set; } = [.. faults];

    /// <summary>How likely a request meets one; null for always.</summary>
    public double? Chance
    {
        get
        {
            lock (_gate)
            {
                return _chance;
            }
        }
    }

    /// <summary>How often each fault was met, by its text without the times.</summary>
    public ImmutableSortedDictionary<string, int> Met { get; private set; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Puts other faults in force, or none.</summary>
    /// <param name="faults">They take the place of all that were.</param>
    /// <param name="chance">How likely a request meets one; null for always.</param>
    public void Replace(IEnumerable<Fault> faults, double? chance)
    {
        lock (_gate)
        {
            InForce = [.. faults];
            _chance = chance;
        }
    }

    /// <summary>The fault that the next request or connection meets; null for none.</summary>
    public Fault? Next(FaultPlace place)
    {
        lock (_gate)
        {
            var candidates = InForce.Where(fault => fault.Place == place).ToList();
            if (candidates.Count == 0 || (_chance is { } chance && _random.NextDouble() >= chance))
            {
                return null;
            }

            var fault = _chance is null ? candidates[0] : candidates[_random.Next(candidates.Count)];
            if (fault.Times is { } times)
            {
                InForce = times > 1 ? InForce.Replace(fault, fault with { Times = times - 1 }) : InForce.Remove(fault);
            }

            var name = (fault with { Times = null }).ToString();
            Met = Met.SetItem(name, Met.GetValueOrDefault(name) + 1);
            return fault;
        }
    }
}
