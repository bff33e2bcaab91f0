using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Cohort;

/// <summary>The reasons an analyst reads. The window is 2023-04-01 to 2026-01-16.</summary>
[TestClass]
public sealed class CohortReasonTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow("1997-04-01", null, "Out: turned 26 on 2023-04-01, the day the window starts.")]
    [DataRow("1996-02-29", null, "Out: turned 26 on 2022-02-28, before the window starts on 2023-04-01.")]
    [DataRow(null, "2023-03-31", "Out: no date of birth, and was expected on 2023-03-31, before the window starts on 2023-04-01.")]
    [DataRow(null, null, "Out: neither a date of birth nor an expected date of birth is held.")]
    public void Say_why_the_age_is_wrong(string? dateOfBirth, string? expected, string reason)
    {
        _ssd.Person("1", ("pers_dob", dateOfBirth), ("pers_expected_dob", expected));
        _ssd.Referral("R", "1");

        Assert.AreEqual(reason, Reason());
    }

    [TestMethod]
    public void Name_the_window_that_nothing_overlaps()
    {
        _ssd.Person("1");

        Assert.AreEqual("Out: no referral, plan, placement or care-leaver contact overlaps the window, 2023-04-01 to 2026-01-16.", Reason());
    }

    [TestMethod]
    public void Name_what_a_setting_switched_off()
    {
        _ssd.Person("1");
        _ssd.Insert("ssd_disability", ("disa_person_id", "1"), ("disa_disability_code", "HAND"));

        Assert.AreEqual("Out: matches only what is switched off by setting: disability (a disability code).", Reason());
    }

    [TestMethod]
    public void Name_each_group_that_counts_and_no_other()
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_disability", ("disa_person_id", "1"), ("disa_disability_code", "HAND"));
        _ssd.Insert("ssd_cin_plans", ("cinp_person_id", "1"), ("cinp_cin_plan_start_date", "2025-06-01"));

        Assert.StartsWith("In: active referral (referral R-1 from 2025-06-01, open), waiting for an assessment (referral R-1 from 2025-06-01, open), CIN plan (", Reason(), StringComparison.Ordinal);
        Assert.EndsWith("; none of its records is sent).", Reason(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Have_words_for_every_group()
    {
        _ssd.Person("1");
        Person person = _ssd.Child("1").Person;
        const CohortGroups All = (CohortGroups)127;

        Assert.AreEqual(
            "In: active referral, waiting for an assessment, CIN plan, looked after, care leaver, child protection plan, disability.",
            CohortReason.Describe(new CohortVerdict(AgeGate.Open, All, All), person, new Window(SsdDatabase.AsOf, 24), _ => string.Empty));
    }

    [TestMethod]
    public void Are_sentences_whatever_they_say()
    {
        _ssd.Person("1", ("pers_dob", "1990-01-01"), ("pers_expected_dob", "2020-01-01"));
        Person person = _ssd.Child("1").Person;
        var window = new Window(SsdDatabase.AsOf, 240);
        const CohortGroups All = (CohortGroups)127;

        string[] reasons =
        [
            .. from age in Enum.GetValues<AgeGate>()
               from matched in Enumerable.Range(0, 128)
               from counted in new[] { CohortGroups.None, All }
               from excludedBy in Enumerable.Range(0, 4)
               select CohortReason.Describe(new CohortVerdict(age, (CohortGroups)matched, counted, (CohortRestrictions)excludedBy), person, window, _ => string.Empty),
        ];

        Assert.IsTrue(Array.TrueForAll(reasons, reason => reason.EndsWith('.') && (reason.StartsWith("In: ", StringComparison.Ordinal) || reason.StartsWith("Out: ", StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Are_cut_to_their_column()
    {
        _ssd.Person("1");
        _ssd.Referral(new string('r', 3000), "1");

        Assert.AreEqual(2000, Reason().Length);
    }

    [TestMethod]
    public void Say_when_an_impossible_birth_date_counts_as_unknown()
    {
        _ssd.ChildInCohort("1", ("pers_dob", "2062-01-01"));

        Assert.EndsWith(". The date of birth, 2062-01-01, is more than ten months after the run date, 2026-01-15, or from the expected date, so it counts as unknown and the child is withheld.", Reason(), StringComparison.Ordinal);
    }

    [TestMethod]
    public void Say_that_a_record_that_ends_before_it_starts_does_not_count()
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_close_date", "2016-02-01"));

        Assert.EndsWith(" A record that starts in the window ends before it starts, so it does not count.", Reason(), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(" ")]
    [DataRow("-1")]
    [DataRow("0")]
    [DataRow("null")]
    public void Say_that_a_person_has_no_id(string personId)
    {
        _ssd.Person(personId);

        Assert.AreEqual("Out: the person id is blank or stands for none (-1, 0, NULL).", _ssd.Preview().Cohort(new PersonRange(after: null, upTo: null))[0].Reason);
    }

    private string Reason() => _ssd.Preview().Cohort(PersonRange.Of("1"))[0].Reason;
}
