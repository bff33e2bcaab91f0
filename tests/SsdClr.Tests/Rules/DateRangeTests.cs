using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>Which dates are taken for mistakes, as of 2026-01-15: before 1900, and more than nine months ahead.</summary>
[TestClass]
public sealed class DateRangeTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("1899-12-31", true)]
    [DataRow("1900-01-01", false)]
    [DataRow("1900-01-02", false)]
    [DataRow("2026-10-15", false)]
    [DataRow("2026-10-16", true)]
    public void A_date_is_out_of_range_before_1900_and_more_than_nine_months_ahead(string date, bool listed)
    {
        _ssd.ChildInCohort("1", ("pers_expected_dob", date));

        Assert.AreEqual(listed, _ssd.Issues("1", ("sentinel_dates", "0")).Contains("date_out_of_range", StringComparison.Ordinal));
    }
}
