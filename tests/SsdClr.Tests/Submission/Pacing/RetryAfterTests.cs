using SsdClr.Submission.Pacing;

namespace SsdClr.Tests.Submission.Pacing;

[TestClass]
public sealed class RetryAfterTests
{
    private static readonly DateTime s_now = new(2026, 5, 4, 3, 2, 1, DateTimeKind.Utc);

    [TestMethod]
    [DataRow("0", 0)]
    [DataRow("120", 120)]
    [DataRow(" 7 ", 7)]
    [DataRow("Mon, 04 May 2026 03:03:01 GMT", 60)]
    [DataRow("Monday, 04-May-26 03:03:01 GMT", 60)]
    [DataRow("Mon May  4 03:03:01 2026", 60)]
    [DataRow("Mon May 14 03:02:01 2026", 864000)]
    public void Reads_seconds_and_all_three_formats_of_a_date(string header, int seconds) =>
        Assert.AreEqual(TimeSpan.FromSeconds(seconds), RetryAfter.Read(header, s_now));

    [TestMethod]
    public void A_weekday_that_does_not_fit_its_date_does_no_harm() =>
        Assert.AreEqual(TimeSpan.FromSeconds(60), RetryAfter.Read("Sat, 04 May 2026 03:03:01 GMT", s_now));

    [TestMethod]
    [DataRow("Sun, 06 Nov 1994 08:49:37 GMT")]
    [DataRow("Sunday, 06-Nov-94 08:49:37 GMT")]
    [DataRow("Sun Nov  6 08:49:37 1994")]
    [DataRow("Monday, 04-May-77 03:02:01 GMT")]
    public void A_moment_gone_by_is_no_wait(string header) => Assert.AreEqual(TimeSpan.Zero, RetryAfter.Read(header, s_now));

    [TestMethod]
    public void Two_digits_mean_a_year_at_most_fifty_ahead() =>
        Assert.AreEqual(new DateTime(2076, 5, 4, 3, 2, 1, DateTimeKind.Utc) - s_now, RetryAfter.Read("Monday, 04-May-76 03:02:01 GMT", s_now));

    [TestMethod]
    public void More_seconds_than_a_number_holds_are_longer_than_any_cap() =>
        Assert.AreEqual(TimeSpan.MaxValue, RetryAfter.Read("99999999999999999999", s_now));

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("-1")]
    [DataRow("1.5")]
    [DataRow("soon")]
    [DataRow("in a while")]
    [DataRow("Mon, 31 Feb 2026 03:03:01 GMT")]
    [DataRow("Monday, 04-May-xx 03:03:01 GMT")]
    [DataRow("2026-05-04T03:03:01Z")]
    [DataRow("- - - -")]
    public void Anything_else_says_nothing(string? header) => Assert.IsNull(RetryAfter.Read(header, s_now));
}
