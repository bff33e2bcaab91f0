namespace SsdClr.Local.SampleData;

/// <summary>
/// The days around which sample records are laid, worked out here and not by the product, so that sample data can show a fault of the product's window.
/// </summary>
internal sealed class SampleCalendar
{
    /// <summary>Lays the calendar for a day.</summary>
    public SampleCalendar(DateOnly asOf)
    {
        AsOf = asOf.ToDateTime(TimeOnly.MinValue);
        var financialYear = asOf.Month >= 4 ? asOf.Year : asOf.Year - 1;
        WindowStart = new DateTime(financialYear - 2, 4, 1);
    }

    /// <summary>The day the records are written for.</summary>
    public DateTime AsOf { get; }

    /// <summary>1 April two financial years before the one that holds <see cref="AsOf"/>.</summary>
    public DateTime WindowStart { get; }
}
