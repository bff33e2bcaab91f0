namespace SsdClr.Local.SampleData;

/// <summary>Days that repeat: visits every so often, reviews due after so many months.</summary>
internal static class SampleSchedule
{
    /// <summary>Days from a first one on, each so many days after the one before, none after the last.</summary>
    public static IEnumerable<DateTime> Every(SampleRandom random, int least, int most, DateTime first, DateTime last)
    {
        for (var day = first.AddDays(random.Between(1, most)); day <= last; day = day.AddDays(random.Between(least, most)))
        {
            yield return day;
        }
    }

    /// <summary>When reviews fall due: the first so many days after the start, the second 91 after that, the others 182; the last that is given lies after the last day.</summary>
    public static IEnumerable<DateTime> ReviewsDue(DateTime start, int firstAfter, DateTime last)
    {
        var due = start.AddDays(firstAfter);
        yield return due;
        for (var gap = 91; due <= last; gap = 182)
        {
            due = due.AddDays(gap);
            yield return due;
        }
    }

    /// <summary>The later of two days.</summary>
    public static DateTime Later(DateTime one, DateTime other) => one > other ? one : other;

    /// <summary>The earlier of two days.</summary>
    public static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
