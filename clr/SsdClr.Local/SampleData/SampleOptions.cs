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

    /// <summary><see cref="AsOf"/> as records have it.</summary>
    public DateTime Day => AsOf.ToDateTime(TimeOnly.MinValue);

    /// <summary>
    /// 1 April two financial years before the one that holds the day, worked out here and not by the product, so that sample data can show a fault of the
    /// product's window.
    /// </summary>
    public DateTime WindowStart => new(AsOf.Month >= 4 ? AsOf.Year - 2 : AsOf.Year - 3, 4, 1);
}
