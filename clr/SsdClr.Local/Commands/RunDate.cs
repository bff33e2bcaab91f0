using System.Globalization;

namespace SsdClr.Local.Commands;

/// <summary>The run date of a command that changes what is staged: no day after today, as <c>csc.begin_run</c> has it.</summary>
internal static class RunDate
{
    private static readonly DateOnly s_earliest = new(2010, 1, 1);

    /// <summary>The day given, or today.</summary>
    /// <param name="asOf">The day given; null for none.</param>
    /// <param name="clock">Says which day today is.</param>
    /// <exception cref="CompanionException">The day is yet to come, or too long ago.</exception>
    public static DateOnly Of(DateOnly? asOf, TimeProvider clock)
    {
        var today = DateOnly.FromDateTime(clock.GetLocalNow().DateTime);
        return asOf is { } day && (day > today || day < s_earliest)
            ? throw new CompanionException($"--as-of is {Text(day)}. It must be a day from {Text(s_earliest)} to today, which is {Text(today)} on this machine. Leave it out for today. Nothing was changed.")
            : asOf ?? today;
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
