using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>The block of a care leaver, as of 2026-01-15.</summary>
[TestClass]
public sealed class CareLeaverTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    public void Is_left_out_where_the_row_holds_nothing()
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_care_leavers", ("clea_person_id", "1"));

        Assert.DoesNotContain("care_leavers", _ssd.Payload("1")!, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("clea_care_leaver_latest_contact", "2025-12-01", "\"contact_date\":\"2025-12-01\"")]
    [DataRow("clea_care_leaver_activity", "F1", "\"activity\":\"F1\"")]
    [DataRow("clea_care_leaver_accommodation", "B", "\"accommodation\":\"B\"")]
    public void Is_sent_where_the_row_holds_anything(string column, string value, string part)
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_care_leavers", ("clea_person_id", "1"), (column, value));

        Assert.Contains("\"care_leavers\":{" + part + ",\"purge\":false}", _ssd.Payload("1")!, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("2010-01-16", true)]
    [DataRow("2010-01-15", false)]
    [DataRow("2000-01-16", false)]
    [DataRow("2000-01-15", true)]
    public void Is_listed_where_the_age_is_not_16_to_25(string dateOfBirth, bool listed)
    {
        _ssd.ChildInCohort("1", ("pers_dob", dateOfBirth));
        _ssd.Insert("ssd_care_leavers", ("clea_person_id", "1"), ("clea_care_leaver_latest_contact", "2025-12-01"));

        Assert.AreEqual(listed, _ssd.Issues("1").Contains("care_leaver_age", StringComparison.Ordinal));
    }
}
