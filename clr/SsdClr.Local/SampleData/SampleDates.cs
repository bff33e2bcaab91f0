using System.Globalization;

namespace SsdClr.Local.SampleData;

/// <summary>Writes <c>ssd_dim_date</c>, the calendar that reports join to: a row a day.</summary>
internal static class SampleDates
{
    /// <summary>Writes the days from a first one to the last of the financial year that holds another.</summary>
    public static void Write(SampleOutput output, DateTime first, DateTime last)
    {
        var end = FinancialYearOf(last).AddYears(1);
        for (var day = first; day < end; day = day.AddDays(1))
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
    }

    private static DateTime FinancialYearOf(DateTime day) => new(day.Month >= 4 ? day.Year : day.Year - 1, 4, 1);
}
