using System.Globalization;
using SsdClr.Payload.Cohort;

namespace SsdClr.Tests.Cohort;

[TestClass]
public sealed class WindowTests
{
    [TestMethod]
    // The financial year starts on 1 April.
    [DataRow("2026-03-31", 24, "2023-04-01", "2026-04-01")]
    [DataRow("2026-04-01", 24, "2024-04-01", "2026-04-02")]
    [DataRow("2025-12-31", 24, "2023-04-01", "2026-01-01")]
    [DataRow("2026-01-01", 24, "2023-04-01", "2026-01-02")]
    // Leap days.
    [DataRow("2024-02-28", 24, "2021-04-01", "2024-02-29")]
    [DataRow("2024-02-29", 24, "2021-04-01", "2024-03-01")]
    [DataRow("2023-02-28", 24, "2020-04-01", "2023-03-01")]
    // The setting's bounds, and months that are no whole years.
    [DataRow("2026-01-15", 0, "2025-04-01", "2026-01-16")]
    [DataRow("2026-01-15", 9, "2025-04-01", "2026-01-16")]
    [DataRow("2026-01-15", 10, "2024-04-01", "2026-01-16")]
    [DataRow("2026-06-15", 18, "2024-04-01", "2026-06-16")]
    [DataRow("2026-05-31", 1, "2026-04-01", "2026-06-01")]
    [DataRow("2026-04-30", 1, "2025-04-01", "2026-05-01")]
    [DataRow("2026-01-15", 240, "2005-04-01", "2026-01-16")]
    public void Starts_with_the_financial_year_of_so_many_months_before_the_run_date(string asOf, int monthsBack, string start, string end)
    {
        var window = new Window(Date(asOf), monthsBack);

        Assert.AreEqual((Date(start), Date(end)), (window.Start, window.End));
    }

    [TestMethod]
    public void The_time_of_day_of_the_run_date_does_not_count() =>
        Assert.AreEqual(Date("2026-04-01"), new Window(Date("2026-03-31").AddHours(23.99), 24).End);

    // The window of these tests: 2023-04-01 to 2026-01-16.
    [TestMethod]
    [DataRow(null, null, false)]
    [DataRow(null, "2025-01-01", false)]
    [DataRow("2020-01-01", null, true)]
    [DataRow("2020-01-01", "2023-03-31", false)]
    [DataRow("2020-01-01", "2023-04-01", true)]
    [DataRow("2025-01-01", "2025-01-01", true)]
    [DataRow("2020-01-01", "2030-01-01", true)]
    [DataRow("2026-01-16", null, true)]
    [DataRow("2026-01-17", null, false)]
    [DataRow("2026-01-17", "2026-02-01", false)]
    // An end before its start is a fault of the data and no reason to leave the record out.
    [DataRow("2025-06-01", "2025-05-01", true)]
    [DataRow("2025-06-01", "2023-03-31", false)]
    public void Overlaps_a_period_that_touches_either_end(string? start, string? end, bool expected) =>
        Assert.AreEqual(expected, Window().Overlaps(DateOrNull(start), DateOrNull(end)));

    [TestMethod]
    [DataRow(null, false)]
    [DataRow("2023-03-31", false)]
    [DataRow("2023-04-01", true)]
    [DataRow("2026-01-16", true)]
    [DataRow("2026-01-17", false)]
    public void Contains_both_its_ends(string? date, bool expected) => Assert.AreEqual(expected, Window().Contains(DateOrNull(date)));

    [TestMethod]
    [DataRow("2026-01-15", null, null, false)]
    // 31 March 2024 and 2025 are in the window; that of 2023 is the day before it, and that of 2026 is to come.
    [DataRow("2026-01-15", "2020-01-01", "2023-03-31", false)]
    [DataRow("2026-01-15", "2020-01-01", "2024-03-30", false)]
    [DataRow("2026-01-15", "2020-01-01", "2024-03-31", true)]
    [DataRow("2026-01-15", "2024-03-31", "2024-03-31", true)]
    [DataRow("2026-01-15", "2024-04-01", "2025-03-30", false)]
    [DataRow("2026-01-15", "2025-03-31", null, true)]
    [DataRow("2026-01-15", "2025-04-01", null, false)]
    // The window ends on the day after the run date, so the census day counts from the day before it.
    [DataRow("2026-03-29", "2025-04-01", null, false)]
    [DataRow("2026-03-30", "2025-04-01", null, true)]
    [DataRow("2026-04-01", "2025-04-01", null, true)]
    public void Knows_the_census_days_in_it(string asOf, string? start, string? end, bool expected) =>
        Assert.AreEqual(expected, new Window(Date(asOf), 24).CensusDayIn(DateOrNull(start), DateOrNull(end)));

    [TestMethod]
    [DataRow("2000-01-15", 26, "2026-01-15")]
    [DataRow("2000-02-29", 16, "2016-02-29")]
    [DataRow("2000-02-29", 26, "2026-02-28")]
    [DataRow("2001-02-28", 23, "2024-02-28")]
    [DataRow("9990-01-01", 26, "9999-12-31")]
    public void A_birthday_of_29_February_is_on_the_28th_in_other_years(string dateOfBirth, int age, string expected) =>
        Assert.AreEqual(Date(expected), Payload.Cohort.Window.Birthday(Date(dateOfBirth), age).Date);

    [TestMethod]
    [DataRow("9973-05-01", "9999-05-01")]
    [DataRow("9974-05-01", "9999-12-31")]
    public void A_birthday_after_the_last_year_is_on_its_last_day(string dateOfBirth, string expected) =>
        Assert.AreEqual(Date(expected), Payload.Cohort.Window.Birthday(Date(dateOfBirth), 26).Date);

    private static Window Window() => new(Date("2026-01-15"), 24);

    private static DateTime? DateOrNull(string? text) => text is null ? null : Date(text);

    private static DateTime Date(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
