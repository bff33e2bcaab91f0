namespace SsdClr.Tests.Naive;

/// <summary>Section 1: the days the payload is about. Both ends belong to it.</summary>
internal sealed record NaiveWindow(DateOnly Start, DateOnly End)
{
    /// <summary>From 1 April of the financial year that the run was in some months before, to the day after the run.</summary>
    public static NaiveWindow Of(DateOnly asOf, int monthsBack)
    {
        var earlier = asOf.AddMonths(-monthsBack);
        var aprils = Enumerable.Range(earlier.Year - 1, 2).Select(year => new DateOnly(year, 4, 1));
        return new NaiveWindow(aprils.Last(april => april <= earlier), asOf.AddDays(1));
    }

    /// <summary>The day of the run.</summary>
    public DateOnly AsOf => End.AddDays(-1);

    public bool Contains(DateOnly? date) => date >= Start && date <= End;

    public bool Overlaps(DateOnly? start, DateOnly? end) => start <= End && (end is null || end >= Start);

    /// <summary>True for a placement: an end before its start is none.</summary>
    public bool OverlapsPlacement(NaiveRow placement)
    {
        var start = placement.Date("clap_cla_placement_start_date");
        var end = placement.Date("clap_cla_placement_end_date");
        return Overlaps(start, end < start ? null : end);
    }

    /// <summary>Every 31 March of the window.</summary>
    public IEnumerable<DateOnly> CensusDays() =>
        Enumerable.Range(Start.Year, End.Year - Start.Year + 1).Select(year => new DateOnly(year, 3, 31)).Where(day => Contains(day));
}
