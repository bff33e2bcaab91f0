using SsdClr.Local.Receiver;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Scrambling;

namespace SsdClr.Local.Scrambling;

/// <summary>
/// Compares scrambled payloads with the originals, child by child and over all of them: what is left of an original, whether the structure is the same, and
/// whether the schema allows each. It counts and keeps no value longer than it takes.
/// </summary>
/// <param name="schema">The schema of a child.</param>
/// <param name="keepsCounts">False where scramble_max_records leaves records out, so that the structure may differ.</param>
internal sealed class ScramblingProof(ChildSchema schema, bool keepsCounts)
{
    private readonly ScramblingRules _rules = new();
    private readonly Dictionary<FieldScrambling, HashSet<string>> _originals = [];
    private readonly Dictionary<FieldScrambling, HashSet<string>> _scrambled = [];

    /// <summary>Children compared.</summary>
    public int Children { get; private set; }

    /// <summary>Values compared.</summary>
    public long Values { get; private set; }

    /// <summary>Ids, names, pupil numbers, postcodes and dates that stand where they stood.</summary>
    public long Unchanged { get; private set; }

    /// <summary>Children all of whose dates are what they were.</summary>
    public int SameDates { get; private set; }

    /// <summary>Children whose keys, records or flags differ.</summary>
    public int OtherStructure { get; private set; }

    /// <summary>Children that the schema allows as they are and not scrambled.</summary>
    public int AgainstSchema { get; private set; }

    /// <summary>Names, pupil numbers and postcodes of anybody that occur in any scrambled payload.</summary>
    public int Occurring => Kinds.Sum(kind => Set(_scrambled, kind).Count(Set(_originals, kind).Contains));

    /// <summary>Scrambled ids that are also somebody's own: ids keep their form, so some must be where an authority uses most ids of a form.</summary>
    public int SharedIds => Set(_scrambled, FieldScrambling.Id).Count(Set(_originals, FieldScrambling.Id).Contains);

    /// <summary>How many such ids chance would give, if every scrambled id were drawn from all ids of its form.</summary>
    public double SharedIdsByChance => Set(_scrambled, FieldScrambling.Id)
        .GroupBy(Form, StringComparer.Ordinal)
        .Sum(form => form.Count() * (Math.Min(Originals(form.Key), Domain(form.Key)) / Domain(form.Key)));

    /// <summary>True where nothing is left of an original and all else is as it was.</summary>
    public bool Holds =>
        Unchanged == 0 && SameDates == 0 && OtherStructure == 0 && AgainstSchema == 0 && Occurring == 0

        // Six standard deviations above what chance gives, and some for few ids.
        && SharedIds <= SharedIdsByChance + (6 * Math.Sqrt(SharedIdsByChance)) + 6;

    private static FieldScrambling[] Kinds => [FieldScrambling.FirstName, FieldScrambling.Surname, FieldScrambling.PupilNumber, FieldScrambling.Postcode];

    /// <summary>Compares the children of a range.</summary>
    /// <param name="originals">Their payloads.</param>
    /// <param name="scrambled">The same scrambled, in the same order.</param>
    public void Add(IReadOnlyList<PayloadPreview> originals, IReadOnlyList<PayloadPreview> scrambled)
    {
        foreach (var (original, other) in originals.Zip(scrambled))
        {
            Add(original, other);
        }
    }

    private void Add(PayloadPreview original, PayloadPreview scrambled)
    {
        var before = PayloadContent.Of(original.Text(), _rules);
        var after = PayloadContent.Of(scrambled.Text(), _rules);
        Children++;
        Values += before.Values.Count;
        OtherStructure += keepsCounts && before.Structure != after.Structure ? 1 : 0;
        SameDates += before.Dates.Length > 0 && before.Dates == after.Dates ? 1 : 0;
        AgainstSchema += schema.Faults(original.Payload).Count == 0 && schema.Faults(scrambled.Payload).Count > 0 ? 1 : 0;
        if (keepsCounts)
        {
            Unchanged += before.Values.Zip(after.Values).Count(pair => (pair.First.Identifies || pair.First.Scrambling == FieldScrambling.Date) && pair.First == pair.Second);
        }

        Keep(_originals, before);
        Keep(_scrambled, after);
    }

    private static void Keep(Dictionary<FieldScrambling, HashSet<string>> kept, PayloadContent content)
    {
        foreach (var value in content.Values.Where(value => value.Identifies))
        {
            Set(kept, value.Scrambling).Add(value.Text);
        }
    }

    private static HashSet<string> Set(Dictionary<FieldScrambling, HashSet<string>> sets, FieldScrambling kind)
    {
        if (!sets.TryGetValue(kind, out var set))
        {
            // Names and postcodes are the same in any case; ids are told apart by it.
            set = new HashSet<string>(kind == FieldScrambling.Id ? StringComparer.Ordinal : StringComparer.OrdinalIgnoreCase);
            sets.Add(kind, set);
        }

        return set;
    }

    private double Originals(string form) => Set(_originals, FieldScrambling.Id).Count(id => Form(id) == form);

    private static double Domain(string form) => form.Aggregate(1.0, (domain, kind) => domain * (kind switch { '9' => 10, 'A' or 'a' => 26, _ => 1 }));

    private static string Form(string id) => string.Concat(id.Select(character => character switch
    {
        >= '0' and <= '9' => '9',
        >= 'A' and <= 'Z' => 'A',
        >= 'a' and <= 'z' => 'a',
        _ => character,
    }));
}
