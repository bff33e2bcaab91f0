using System;

namespace SsdClr.Payload.Cohort;

/// <summary>The stretch of time the payload looks at (docs/payload.md, section 1). Both ends are dates and inclusive.</summary>
internal sealed class Window
{
    private readonly bool _trustsStarts;

    /// <param name="asOf">The run date; its time of day does not count.</param>
    /// <param name="monthsBack">Months before the run date: the financial year of that day is the first of the window.</param>
    internal Window(DateTime asOf, int monthsBack)
    {
        AsOf = asOf.Date;
        DateTime back = AsOf.AddMonths(-monthsBack);
        Start = new DateTime(back.Month >= 4 ? back.Year : back.Year - 1, 4, 1, 0, 0, 0, DateTimeKind.Unspecified);
        End = AsOf.AddDays(1);
    }

    private Window(Window window)
    {
        AsOf = window.AsOf;
        Start = window.Start;
        End = window.End;
        _trustsStarts = true;
    }

    /// <summary>The run date.</summary>
    internal DateTime AsOf { get; }

    /// <summary>1 April of the financial year (to 31 March) that contains <see cref="AsOf"/> less the months back.</summary>
    internal DateTime Start { get; }

    /// <summary>The day after <see cref="AsOf"/>.</summary>
    internal DateTime End { get; }

    /// <summary>True where a period touches the window. A null start never does; a null end is open.</summary>
    internal bool Overlaps(DateTime? start, DateTime? end) => start <= End && (end is null || end >= Start || (_trustsStarts && start >= Start));

    /// <summary>True where a period starts in the window and does not overlap, because it ends before it starts: one of its dates is wrong.</summary>
    internal bool LosesByItsEnd(DateTime? start, DateTime? end) => Contains(start) && end < Start;

    /// <summary>The same window, which every period overlaps that starts in it, whatever its end.</summary>
    internal Window TrustingStarts() => new(this);

    /// <summary>True where a date is in the window; false for null.</summary>
    internal bool Contains(DateTime? date) => date >= Start && date <= End;

    /// <summary>True where a period covers any 31 March in the window (the day the children in need census counts). A null start covers none.</summary>
    internal bool CensusDayIn(DateTime? start, DateTime? end)
    {
        for (int year = Start.Year; year <= End.Year; year++)
        {
            var censusDay = new DateTime(year, 3, 31, 0, 0, 0, DateTimeKind.Unspecified);
            if (Contains(censusDay) && start <= censusDay && (end is null || end >= censusDay))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A birthday: who is born on 29 February has it on 28 February of other years, as with DATEADD.</summary>
    internal static DateTime Birthday(DateTime dateOfBirth, int age) =>
        dateOfBirth.Year + age > 9999 ? DateTime.MaxValue : dateOfBirth.AddYears(age);
}
