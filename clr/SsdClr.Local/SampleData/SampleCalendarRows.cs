using System.Globalization;

namespace SsdClr.Local.SampleData;

/// <summary>Writes what belongs to no child: the calendar that reports join to, and the releases of the dataset that were installed.</summary>
internal static class SampleCalendarRows
{
    private const int YearsBefore = 6;

    /// <summary>Writes the financial years from six before the sample's window to the one that holds the sample's day, a row a day, and the releases.</summary>
    public static void Write(SampleOutput output, SampleCalendar calendar)
    {
        var last = FinancialYearOf(calendar.AsOf).AddYears(1);
        for (var day = calendar.WindowStart.AddYears(-YearsBefore); day < last; day = day.AddDays(1))
        {
            Day(output, day);
        }

        Release(output, calendar, "1.0.0", 700, isCurrent: false, "First release", impact: null);
        Release(output, calendar, "1.1.0", 400, isCurrent: false, "Columns for the payload added", "Extract again from the source");
        Release(output, calendar, "1.2.0", 100, isCurrent: true, "Special educational needs added", impact: null);
    }

    private static void Day(SampleOutput output, DateTime day)
    {
        var month = new DateTime(day.Year, day.Month, 1);
        var quarter = month.AddMonths(-((day.Month - 1) % 3));
        var financialYear = FinancialYearOf(day);
        var monday1 = ((int)day.DayOfWeek + 6) % 7 + 1;
        output.Write(
            "ssd_dim_date",
            ("date_key", (day.Year * 10_000) + (day.Month * 100) + day.Day),
            ("full_date", day),
            ("calendar_year", day.Year),
            ("calendar_quarter", ((day.Month - 1) / 3) + 1),
            ("month_number", day.Month),
            ("day_of_month", day.Day),
            ("iso_year", ISOWeek.GetYear(day)),
            ("iso_week", ISOWeek.GetWeekOfYear(day)),
            ("day_of_week_monday1", monday1),
            ("is_weekend", monday1 > 5 ? 1 : 0),
            ("month_start_date", month),
            ("month_end_date", month.AddMonths(1).AddDays(-1)),
            ("quarter_start_date", quarter),
            ("quarter_end_date", quarter.AddMonths(3).AddDays(-1)),
            ("year_start_date", new DateTime(day.Year, 1, 1)),
            ("year_end_date", new DateTime(day.Year, 12, 31)),
            ("fiscal_year_start_year", financialYear.Year),
            ("fiscal_year_label", string.Create(CultureInfo.InvariantCulture, $"{financialYear.Year}/{(financialYear.Year + 1) % 100:D2}")),
            ("fiscal_year_start_date", financialYear),
            ("fiscal_year_end_date", financialYear.AddYears(1).AddDays(-1)),
            // Quarters begin in the same months; they are counted from April.
            ("fiscal_quarter", ((day.Month + 8) % 12 / 3) + 1),
            ("fiscal_quarter_start_date", quarter),
            ("fiscal_quarter_end_date", quarter.AddMonths(3).AddDays(-1)));
    }

    private static DateTime FinancialYearOf(DateTime day) => new(day.Month >= 4 ? day.Year : day.Year - 1, 4, 1);

    private static void Release(SampleOutput output, SampleCalendar calendar, string version, int daysAgo, bool isCurrent, string description, string? impact) => output.Write(
        "ssd_version_log",
        ("version_number", version),
        ("release_date", calendar.AsOf.AddDays(-daysAgo)),
        ("description", description),
        ("is_current", isCurrent ? 1 : 0),
        ("created_at", calendar.AsOf.AddDays(7 - daysAgo)),
        ("created_by", "extract"),
        ("impact_description", impact));
}
