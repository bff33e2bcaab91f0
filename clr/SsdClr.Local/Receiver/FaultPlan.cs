namespace SsdClr.Local.Receiver;

/// <summary>
/// Which faults are in force and which request meets one. Without a chance the first fault that fits is met; with one, each request or
/// connection draws first whether, then which. Thread-safe.
/// </summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly SortedDictionary<string, int> _met = new(StringComparer.Ordinal);

    private List<Fault> _faults;
    private double? _chance;

    /// <summary>Makes a plan.</summary>
    /// <param name="faults">The faults in force.</param>
    /// <param name="chance">How likely a request meets one, 0 to 1; null for always.</param>
    /// <param name="seed">The same seed and the same requests meet the same faults.</param>
    public FaultPlan(IEnumerable<Fault> faults, double? chance, int seed)
    {
        _faults = [.. faults];
        _chance = chance;
        _random = new Random(seed);
    }

    /// <summary>The faults in force, with the times that are left.</summary>
    public IReadOnlyList<Fault> InForce
    {
        get
        {
            lock (_gate)
            {
                return [.. _faults];
            }
        }
    }

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
    public IReadOnlyDictionary<string, int> Met
    {
        get
        {
            lock (_gate)
            {
                return new SortedDictionary<string, int>(_met, StringComparer.Ordinal);
            }
        }
    }

    /// <summary>Puts other faults in force, or none.</summary>
    /// <param name="faults">They take the place of all that were.</param>
    /// <param name="chance">How likely a request meets one; null for always.</param>
    public void Replace(IEnumerable<Fault> faults, double? chance)
    {
        lock (_gate)
        {
            _faults = [.. faults];
            _chance = chance;
        }
    }

    /// <summary>The fault that the next request or connection meets; null for none.</summary>
    public Fault? Next(FaultPlace place)
    {
        lock (_gate)
        {
            var candidates = _faults.Where(fault => fault.Place == place).ToList();
            if (candidates.Count == 0 || (_chance is { } chance && _random.NextDouble() >= chance))
            {
                return null;
            }

            var fault = _chance is null ? candidates[0] : candidates[_random.Next(candidates.Count)];
            var index = _faults.IndexOf(fault);
            if (fault.Times is { } times)
            {
                _faults.RemoveAt(index);
                if (times > 1)
                {
                    _faults.Insert(index, fault with { Times = times - 1 });
                }
            }

            var name = (fault with { Times = null }).ToString();
            _met[name] = _met.GetValueOrDefault(name) + 1;
            return fault;
        }
    }
}
