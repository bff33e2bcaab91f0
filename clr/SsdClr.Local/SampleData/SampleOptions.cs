namespace SsdClr.Local.SampleData;

/// <summary>What determines sample data completely: the same values give the same rows on any day and machine.</summary>
/// <param name="Children">How many children, at least 1.</param>
/// <param name="Seed">Any whole number.</param>
/// <param name="AsOf">The day the records are written for: the latest dates lie shortly before it.</param>
/// <param name="MessPercent">How many values in a hundred carry a fault that real systems show, 0 to 100.</param>
/// <param name="Tables">Which tables are filled.</param>
internal sealed record SampleOptions(int Children, int Seed, DateOnly AsOf, int MessPercent = SampleOptions.DefaultMessPercent, SampleTables Tables = SampleTables.Flow)
{
    /// <summary>About what an authority's first extract looks like.</summary>
    public const int DefaultMessPercent = 5;

    /// <summary>A fixed day, not today, so that <c>ssdclr sample</c> repeats itself: 31 March 2026, the census day of its year.</summary>
    public static readonly DateOnly DefaultAsOf = new(2026, 3, 31);
}
