using SsdClr.Payload.Building;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;
using SsdClr.Settings;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>What is found in a child that the age gate would keep out: the rules about dates do not lean on it.</summary>
[TestClass]
public sealed class PayloadBuilderTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    public void Neither_a_birth_date_nor_an_expected_one_is_listed()
    {
        _ssd.Person("1", ("pers_dob", null), ("pers_surname", "Stone"), ("pers_upn", "A123456789012"));
        _ssd.Referral("R", "1");

        Assert.AreEqual("no_birth_date $.child_details ssd_person.pers_dob", Found(_ssd.Child("1"), SsdDatabase.AsOf));
    }

    [TestMethod]
    public void An_expected_date_is_enough()
    {
        _ssd.Person("1", ("pers_dob", null), ("pers_expected_dob", "2026-02-01"), ("pers_surname", "Stone"), ("pers_upn", "A123456789012"));
        _ssd.Referral("R", "1");

        Assert.AreEqual(string.Empty, Found(_ssd.Child("1"), SsdDatabase.AsOf));
    }

    [TestMethod]
    public void A_birth_date_before_1900_counts_as_none()
    {
        _ssd.ChildInCohort("1", ("pers_dob", "1899-12-31"), ("pers_surname", "Stone"), ("pers_upn", "A123456789012"));

        Assert.AreEqual("sentinel_date $ ssd_person.pers_dob\nno_birth_date $.child_details ssd_person.pers_dob", Found(_ssd.Child("1"), SsdDatabase.AsOf));
    }

    [TestMethod]
    public void A_questionnaire_before_1900_counts_as_undated()
    {
        _ssd.Person("1", ("pers_surname", "Stone"), ("pers_upn", "A123456789012"), ("pers_dob", "1901-01-01"));
        _ssd.Referral("R", "1", ("cine_referral_date", "1901-01-01"));
        _ssd.Insert("ssd_sdq_scores", ("csdq_person_id", "1"), ("csdq_sdq_completed_date", "1899-12-31"), ("csdq_sdq_score", "3"));

        Assert.AreEqual(
            "sentinel_date $ ssd_sdq_scores.csdq_sdq_completed_date\ndate_missing $.health_and_wellbeing.sdq_assessments ssd_sdq_scores.csdq_sdq_completed_date",
            Found(_ssd.Child("1"), new DateTime(1901, 1, 15, 0, 0, 0, DateTimeKind.Unspecified)));
    }

    [TestMethod]
    public void A_blank_person_id_is_missing()
    {
        _ssd.Person(" ", ("pers_surname", "Stone"), ("pers_upn", "A123456789012"));

        Assert.Contains("id_missing $.la_child_id ssd_person.pers_person_id", Found(_ssd.Child(string.Empty), SsdDatabase.AsOf), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_person_id_is_sent_without_its_leading_blank()
    {
        _ssd.ChildInCohort(" 7");

        Assert.Contains("\"la_child_id\":\"7\"", _ssd.Payload(" 7")!, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(48, false)]
    [DataRow(49, true)]
    public void A_person_id_longer_than_staging_holds_withholds_the_child(int length, bool isFound)
    {
        string personId = new('7', length);
        _ssd.ChildInCohort(personId);

        Assert.AreEqual(isFound, Found(_ssd.Child(personId), SsdDatabase.AsOf).Contains("person_id_too_long $ ssd_person.pers_person_id", StringComparison.Ordinal));
    }

    [TestMethod]
    [DataRow("2025-13-45", "date_unreadable", "The child is withheld until that is corrected.")]
    [DataRow("9999-12-31", "sentinel_date", "It counts as absent.")]
    public void A_closure_that_is_no_date_says_what_becomes_of_it(string closed, string rule, string outcome)
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_close_date", closed));

        Assert.AreEqual(outcome, _ssd.Preview().Issues(PersonRange.Of("1")).Single(found => found.Issue.Rule.Name == rule).Issue.Outcome.Sentence);
    }

    [TestMethod]
    [DataRow(null, "2025-12-03", true)]
    [DataRow(null, "2025-12-04", false)]
    [DataRow(null, "2026-09-01", false)]
    [DataRow("2025-12-20", "2025-12-03", false)]
    public void An_expected_date_more_than_six_weeks_past_without_a_birth_is_listed(string? born, string expected, bool isFound)
    {
        _ssd.ChildInCohort("1", ("pers_dob", born), ("pers_expected_dob", expected));

        Assert.AreEqual(isFound, _ssd.Issues("1").Contains("expected_date_past", StringComparison.Ordinal));
    }

    [TestMethod]
    public void A_birth_in_the_future_far_from_the_expected_date_withholds_the_child()
    {
        _ssd.ChildInCohort("1", ("pers_dob", "2026-02-20"), ("pers_expected_dob", "2016-02-13"));

        Assert.Contains("birth_date_impossible", _ssd.Issues("1"), StringComparison.Ordinal);
    }

    private static string Found(ChildRecords child, DateTime asOf)
    {
        var settings = new PayloadSettings(new SettingValues([]));
        var issues = new PayloadIssues(keep: true);
        new PayloadBuilder(new Window(asOf, settings.WindowMonthsBack), settings, new CodeMap(), issues).Build(child, CohortGroups.None);
        return string.Join('\n', issues.Found.Select(issue => $"{issue.Rule.Name} {issue.Path} {issue.Source}"));
    }
}
