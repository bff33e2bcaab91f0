using Bogus;
using Bogus.DataSets;

namespace SsdClr.Local.SampleData;

/// <summary>
/// Chance, seeded anew for each child from the sample's seed and the child's number: a child's rows do not depend on how many children there are.
/// </summary>
/// <param name="seed">The sample's seed.</param>
internal sealed class SampleRandom(int seed)
{
    private readonly Name _names = new("en_GB");
    private ulong _state;

    /// <summary>Seeds for a child, or for another thing with a number of its own.</summary>
    public void Begin(long number) => _state = Mixed(unchecked((ulong)(((long)seed << 32) ^ number)));

    /// <summary>A whole number between two, both included.</summary>
    public int Between(int least, int most) => least + (int)(Next() % (ulong)(most - least + 1));

    /// <summary>True so many times in a hundred.</summary>
    public bool Chance(double percent) => percent > 0 && Next() % 1_000_000 < percent * 10_000;

    /// <summary>One of the items, each as likely.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Between(0, items.Count - 1)];

    /// <summary>A day between two, both included; the first when they are the wrong way round.</summary>
    public DateTime Day(DateTime first, DateTime last) => last <= first ? first : first.AddDays(Between(0, (last - first).Days));

    /// <summary>So many digits.</summary>
    public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Between(0, 9))));

    /// <summary>A given name from Bogus's British lists.</summary>
    public string FirstName() => Names().FirstName();

    /// <summary>A family name from Bogus's British lists.</summary>
    public string LastName() => Names().LastName();

    private Name Names()
    {
        _names.Random = new Randomizer((int)(Next() >> 33));
        return _names;
    }

    private ulong Next() => Mixed(_state = unchecked(_state + 0x9E3779B97F4A7C15UL));

    // The finishing steps of SplitMix64: neighbouring numbers get unrelated ones.
    private static ulong Mixed(ulong number)
    {
        var mixed = unchecked((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9UL);
        mixed = unchecked((mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL);
        return mixed ^ (mixed >> 31);
    }
}
