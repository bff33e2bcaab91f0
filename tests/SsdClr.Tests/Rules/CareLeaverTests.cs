using SsdClr.Payload.Reading;
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

    // Contact, activity, accommodation, id of the row; "-" for none.
    [TestMethod]
    [DataRow("2025-12-02 F1 B a", "2025-12-01 F1 B b")]
    [DataRow("2025-12-01 F1 B a", "- F1 B b")]
    [DataRow("2025-12-01 F1 K a", "2025-12-01 F2 B b")]
    [DataRow("2025-12-01 F1 B a", "2025-12-01 F1 K b")]
    [DataRow("2025-12-01 - B a", "2025-12-01 F1 B b")]
    [DataRow("2025-12-01 F1 B a", "2025-12-01 F1 - b")]
    // Of rows sent alike, the finding about a value without a code is of the one that holds the greater.
    [DataRow("2025-12-01 x2 y1 a", "2025-12-01 x1 y2 b")]
    [DataRow("2025-12-01 x1 y2 a", "2025-12-01 x1 y1 b")]
    [DataRow("2025-12-01 x1 y1 b", "2025-12-01 x1 y1 a")]
    public void Is_of_the_same_row_in_any_order(string taken, string other)
    {
        foreach (var rows in new[] { new[] { taken, other }, [other, taken] })
        {
            _ssd.Execute("DELETE FROM dbo.ssd_care_leavers; DELETE FROM dbo.ssd_cin_episodes; DELETE FROM dbo.ssd_person");

            // Too old to be a care leaver, so that a finding names the row.
            _ssd.ChildInCohort("1", ("pers_dob", "2000-01-15"));
            foreach (var row in rows)
            {
                var values = row.Split(' ').Select(value => value == "-" ? null : value).ToArray();
                _ssd.Insert(
                    "ssd_care_leavers",
                    ("clea_table_id", values[3]),
                    ("clea_person_id", "1"),
                    ("clea_care_leaver_latest_contact", values[0]),
                    ("clea_care_leaver_activity", values[1]),
                    ("clea_care_leaver_accommodation", values[2]));
            }

            var found = _ssd.Preview().Issues(PersonRange.Of("1")).Where(found => found.Issue.Path.Contains("care_leavers", StringComparison.Ordinal));
            Assert.AreEqual(taken.Split(' ')[3], string.Join(' ', found.Select(issue => issue.Issue.RecordId).Distinct()));
        }
    }
}
