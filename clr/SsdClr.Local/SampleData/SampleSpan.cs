namespace SsdClr.Local.SampleData;

/// <summary>A stretch of a child's time on which records hang: a life, a plan, a period of care. It gives the days of the records.</summary>
/// <param name="Child">The child.</param>
/// <param name="On">The row that records it; null for a life.</param>
/// <param name="Start">Its first day.</param>
/// <param name="End">Its last day as recorded; null while it goes on.</param>
/// <param name="Last">The last day on which anything of it can have been recorded; before the start where it has no days.</param>
internal sealed record SampleSpan(SampleChild Child, SampleRecord? On, DateTime Start, DateTime? End, DateTime Last)
{
    /// <summary>The last day of the child's life in the sample. A shorter span is a copy of a longer one, so it keeps that of the life.</summary>
    public DateTime LastOfLife { get; } = Last;

    /// <summary>The text of a column of the row that records it; null where it is NULL or no text.</summary>
    public string? Text(string column) => On?.Row.Text(column);

    /// <summary>The row of a table that this hangs on, or that which it hangs on hangs on, and so on; null where there is none.</summary>
    public SampleRecord? Above(string table) => On is null || On.Declaration.Table == table ? On : On.Span.Above(table);

    /// <summary>The same where a condition holds, else without days.</summary>
    public SampleSpan If(bool holds) => holds ? this : this with { Last = Start.AddDays(-1) };

    /// <summary>The same for so many in a hundred, else without days.</summary>
    public SampleSpan Share(double percent) => If(Child.Random.Chance(percent));

    /// <summary>The part from a day on.</summary>
    public SampleSpan From(DateTime day) => day > Start ? this with { Start = day } : this;

    /// <summary>The part from an age on.</summary>
    public SampleSpan FromAge(int years) => Child.Born is { } born ? From(born.AddYears(years)) : If(false);

    /// <summary>The part of the last years.</summary>
    public SampleSpan LastYears(int years) => From(Last.AddYears(-years));

    /// <summary>The part without the last days.</summary>
    public SampleSpan Leaving(int days) => this with { Last = Last.AddDays(-days) };

    /// <summary>The first day, so many times.</summary>
    public IEnumerable<DateTime> AtStart(int times = 1) => Enumerable.Repeat(Start, Start <= Last ? times : 0);

    /// <summary>One day, so many days before the first.</summary>
    public IEnumerable<DateTime> Before(int least, int most) =>
        AtStart().Select(start => start.AddDays(-Child.Random.Between(least, most))).Select(day => day > Child.FirstDay ? day : Child.FirstDay);

    /// <summary>One day, so many days after the first, within the child's life.</summary>
    public IEnumerable<DateTime> After(int least, int most) => AtStart().Select(start => start.AddDays(Child.Random.Between(least, most))).Where(day => day <= LastOfLife);

    /// <summary>So many days, in no order.</summary>
    public IEnumerable<DateTime> Some(int times = 1) => AtStart(times).Select(start => Child.Random.Day(start, Last));

    /// <summary>Days after the first, so far apart.</summary>
    public IEnumerable<DateTime> Every(int least, int most) => Days(Start.AddDays(Child.Random.Between(1, most)), least, most);

    /// <summary>Days from the first on, so far apart.</summary>
    public IEnumerable<DateTime> Chain(int least, int most) => Days(Start, least, most);

    /// <summary>When reviews fall due: so many days after the start, 91 later, then every 182. While the span goes on, the last one is still to come.</summary>
    public IEnumerable<DateTime> Reviews(int first)
    {
        var due = Start.AddDays(first);
        for (var gap = 91; due <= Last; gap = 182)
        {
            yield return due;
            due = due.AddDays(gap);
        }

        if (End is null && Last == Child.Options.Day)
        {
            yield return due;
        }
    }

    private IEnumerable<DateTime> Days(DateTime first, int least, int most)
    {
        for (var day = first; day <= Last; day = day.AddDays(Child.Random.Between(least, most)))
        {
            yield return day;
        }
    }
}
