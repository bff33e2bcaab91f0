using SsdClr.Payload.Cohort;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Cohort;

/// <summary>Each group at its boundaries, and each outcome of the age gate. The window is 2023-04-01 to 2026-01-16.</summary>
[TestClass]
public sealed class CohortRulesTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    // A due date in the birth column; and a slip, by which nobody is kept out.
    [DataRow("2026-01-16", null, nameof(AgeGate.Open))]
    [DataRow("2026-11-15", null, nameof(AgeGate.Open))]
    [DataRow("2026-11-16", null, nameof(AgeGate.Open))]
    // The due date that is held apart goes first.
    [DataRow("2026-06-15", "2026-05-01", nameof(AgeGate.Open))]
    // More than ten months from the one that is held it is a slip.
    [DataRow("2026-11-15", "2023-03-31", nameof(AgeGate.Open))]
    // 26 on the first day of the window; on the second.
    [DataRow("1997-04-01", null, nameof(AgeGate.TooOld))]
    [DataRow("1997-04-02", null, nameof(AgeGate.Open))]
    [DataRow("1950-01-01", null, nameof(AgeGate.TooOld))]
    // The date of birth counts where it is known, and the expected date nowhere else.
    [DataRow("1997-04-01", "2026-06-01", nameof(AgeGate.TooOld))]
    [DataRow(null, "2023-03-31", nameof(AgeGate.ExpectedBeforeWindow))]
    [DataRow(null, "2023-04-01", nameof(AgeGate.Open))]
    [DataRow(null, "2026-09-01", nameof(AgeGate.Open))]
    [DataRow(null, null, nameof(AgeGate.NoDate))]
    public void Age_is_judged_by_birthdays_around_the_window(string? dateOfBirth, string? expected, string gate)
    {
        _ssd.Person("1", ("pers_dob", dateOfBirth), ("pers_expected_dob", expected));
        _ssd.Referral("R", "1");

        Assert.AreEqual((gate, gate == nameof(AgeGate.Open)), (Verdict().Age.ToString(), Verdict().IsIn));
    }

    [TestMethod]
    public void The_deceased_stay_in()
    {
        _ssd.ChildInCohort("1", ("pers_death_date", "2019-01-01"));

        Assert.IsTrue(Verdict().IsIn);
    }

    [TestMethod]
    [DataRow("2023-03-31", "2023-03-31", false)]
    [DataRow("2022-01-01", "2023-04-01", true)]
    [DataRow("2026-01-16", null, true)]
    [DataRow("2026-01-17", null, false)]
    [DataRow(null, null, false)]
    public void A_referral_is_active_where_its_episode_overlaps(string? start, string? end, bool expected)
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_referral_date", start), ("cine_close_date", end));

        Assert.AreEqual(expected, Has(CohortGroups.ActiveReferral));
    }

    [TestMethod]
    // However old the referral is, and whatever its date.
    [DataRow("2010-01-01", null, null, false, true)]
    [DataRow("2027-01-01", null, null, false, true)]
    [DataRow(null, null, null, false, true)]
    [DataRow("2025-01-01", "2025-02-01", null, false, false)]
    [DataRow("2025-01-01", null, "2025-01-05", true, false)]
    // An assessment that has no start date has not started.
    [DataRow("2025-01-01", null, null, true, true)]
    public void A_referral_waits_while_it_is_open_and_no_assessment_of_it_has_started(string? start, string? end, string? assessment, bool hasAssessment, bool expected)
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_referral_date", start), ("cine_close_date", end));
        if (hasAssessment)
        {
            _ssd.Insert("ssd_cin_assessments", ("cina_referral_id", "R"), ("cina_assessment_start_date", assessment));
        }

        Assert.AreEqual(expected, Has(CohortGroups.WaitingAssessment));
    }

    [TestMethod]
    public void A_referral_waits_whatever_was_assessed_under_another()
    {
        _ssd.Person("1");
        _ssd.Referral("R1", "1");
        _ssd.Referral("R2", "1");
        _ssd.Insert("ssd_cin_assessments", ("cina_referral_id", "R1"), ("cina_assessment_start_date", "2025-07-01"));

        Assert.IsTrue(Has(CohortGroups.WaitingAssessment));
    }

    [TestMethod]
    [DataRow("ssd_cin_plans", "cinp", "cin_plan", nameof(CohortGroups.CinPlan))]
    [DataRow("ssd_cp_plans", "cppl", "cp_plan", nameof(CohortGroups.ChildProtectionPlan))]
    public void A_plan_counts_where_it_names_the_child_and_overlaps(string table, string prefix, string plan, string group)
    {
        (string? Person, string? Start, string? End, bool Expected)[] cases =
        [
            ("1", "2022-01-01", "2023-03-31", false),
            ("1", "2022-01-01", "2023-04-01", true),
            ("1", "2026-01-16", null, true),
            ("1", "2026-01-17", null, false),
            ("1", null, null, false),
            (null, "2025-01-01", null, false),
        ];
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_close_date", "2025-06-02"));
        foreach (var (person, start, end, expected) in cases)
        {
            _ssd.Execute($"DELETE FROM dbo.{table}");
            _ssd.Insert(table, (prefix + "_person_id", person), (prefix + "_referral_id", "R"), ($"{prefix}_{plan}_start_date", start), ($"{prefix}_{plan}_end_date", end));

            Assert.AreEqual(expected, Verdict().Matched.ToString().Contains(group, StringComparison.Ordinal), $"{person} {start} {end}");
        }
    }

    [TestMethod]
    public void A_plan_that_hangs_on_the_referral_of_another_counts_for_neither()
    {
        _ssd.Person("1");
        _ssd.Person("2");
        _ssd.Referral("R2", "2", ("cine_close_date", "2025-06-02"));
        _ssd.Insert("ssd_cin_plans", ("cinp_person_id", "1"), ("cinp_referral_id", "R2"), ("cinp_cin_plan_start_date", "2025-06-01"));

        Assert.AreEqual((CohortGroups.None, CohortGroups.ActiveReferral), (Verdict("1").Matched, Verdict("2").Matched));
    }

    [TestMethod]
    [DataRow("2022-01-01", "2023-03-31", false)]
    [DataRow("2022-01-01", "2023-04-01", true)]
    [DataRow("2026-01-16", null, true)]
    [DataRow("2026-01-17", null, false)]
    [DataRow(null, null, false)]
    public void A_child_is_looked_after_where_a_placement_overlaps(string? start, string? end, bool expected)
    {
        _ssd.Person("1");
        _ssd.Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_cla_id", "P"));
        _ssd.Insert("ssd_cla_placement", ("clap_cla_id", "P"), ("clap_cla_placement_start_date", start), ("clap_cla_placement_end_date", end));

        Assert.AreEqual(expected, Has(CohortGroups.LookedAfter));
    }

    [TestMethod]
    [DataRow("2022-01-01", "2023-03-31", false)]
    [DataRow("2022-01-01", "2023-04-01", true)]
    public void A_child_is_looked_after_where_the_referral_of_a_care_episode_overlaps(string start, string end, bool expected)
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_referral_date", start), ("cine_close_date", end));
        _ssd.Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_referral_id", "R"), ("clae_cla_episode_start_date", "2010-01-01"), ("clae_cla_episode_ceased_date", "2010-02-01"));

        Assert.AreEqual(expected, Has(CohortGroups.LookedAfter));
    }

    [TestMethod]
    public void A_care_episode_without_a_referral_has_nothing_in_common_with_a_referral_without_an_id()
    {
        _ssd.Person("1");
        _ssd.Referral(" ", "1");
        _ssd.Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_referral_id", null));

        Assert.IsFalse(Has(CohortGroups.LookedAfter));
    }

    [TestMethod]
    public void A_child_is_not_looked_after_through_the_referral_or_the_placement_of_another()
    {
        _ssd.Person("1");
        _ssd.Person("2");
        _ssd.Referral("R2", "2");
        _ssd.Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_referral_id", "R2"), ("clae_cla_id", "P"));
        _ssd.Insert("ssd_cla_placement", ("clap_cla_id", "P"), ("clap_person_id", "2"), ("clap_cla_placement_start_date", "2025-01-01"));

        Assert.IsFalse(Has(CohortGroups.LookedAfter));
    }

    [TestMethod]
    // 16 on the last day of the window; on the day before.
    [DataRow("2010-01-16", "2025-06-01", "2025-06-01", null, false)]
    [DataRow("2010-01-15", "2025-06-01", "2025-06-01", null, true)]
    // 26 before the first day of the window; on it.
    [DataRow("1997-03-31", "2025-06-01", "2025-06-01", null, false)]
    [DataRow("1997-04-01", "2025-06-01", "2025-06-01", null, true)]
    // In touch from the first day to the day before the last.
    [DataRow("2007-01-01", "2023-03-31", "2025-06-01", null, false)]
    [DataRow("2007-01-01", "2023-04-01", "2025-06-01", null, true)]
    [DataRow("2007-01-01", "2026-01-15", "2025-06-01", null, true)]
    [DataRow("2007-01-01", "2026-01-16", "2025-06-01", null, false)]
    [DataRow("2007-01-01", null, "2025-06-01", null, false)]
    // An open episode referred by the end of the window.
    [DataRow("2007-01-01", "2025-06-01", "2010-01-01", null, true)]
    [DataRow("2007-01-01", "2025-06-01", "2026-01-16", null, true)]
    [DataRow("2007-01-01", "2025-06-01", "2026-01-17", null, false)]
    [DataRow("2007-01-01", "2025-06-01", "2010-01-01", "2025-07-01", false)]
    [DataRow("2007-01-01", "2025-06-01", null, null, false)]
    [DataRow(null, "2025-06-01", "2025-06-01", null, false)]
    public void A_care_leaver_is_16_to_25_in_touch_in_the_window_and_has_an_open_episode(string? dateOfBirth, string? contact, string? referral, string? closed, bool expected)
    {
        _ssd.Person("1", ("pers_dob", dateOfBirth));
        _ssd.Referral("R", "1", ("cine_referral_date", referral), ("cine_close_date", closed));
        _ssd.Insert("ssd_care_leavers", ("clea_person_id", "1"), ("clea_care_leaver_latest_contact", contact));

        Assert.AreEqual(expected, Has(CohortGroups.CareLeaver));
    }

    [TestMethod]
    public void A_care_leaver_is_in_touch_by_any_row()
    {
        _ssd.ChildInCohort("1", ("pers_dob", "2007-01-01"));
        _ssd.Insert("ssd_care_leavers", ("clea_person_id", "1"), ("clea_care_leaver_latest_contact", "2026-02-01"));
        _ssd.Insert("ssd_care_leavers", ("clea_person_id", "1"), ("clea_care_leaver_latest_contact", "2024-01-01"));

        Assert.IsTrue(Has(CohortGroups.CareLeaver));
    }

    [TestMethod]
    [DataRow("NONE", true)]
    [DataRow("HAND", true)]
    [DataRow("", false)]
    [DataRow("  ", false)]
    public void A_child_has_a_disability_where_any_code_is_not_blank(string code, bool expected)
    {
        _ssd.Person("1");
        _ssd.Insert("ssd_disability", ("disa_person_id", "1"), ("disa_disability_code", code));

        Assert.AreEqual(expected, Has(CohortGroups.Disability));
    }

    [TestMethod]
    [DataRow("include_active_referral", nameof(CohortGroups.ActiveReferral), true)]
    [DataRow("include_waiting_assessment", nameof(CohortGroups.WaitingAssessment), true)]
    [DataRow("include_cin_plan", nameof(CohortGroups.CinPlan), true)]
    [DataRow("include_looked_after", nameof(CohortGroups.LookedAfter), true)]
    [DataRow("include_care_leaver", nameof(CohortGroups.CareLeaver), true)]
    [DataRow("include_cp_plan", nameof(CohortGroups.ChildProtectionPlan), false)]
    [DataRow("include_disability", nameof(CohortGroups.Disability), false)]
    public void A_group_counts_by_its_setting(string setting, string group, bool byDefault)
    {
        CohortGroups flag = Enum.Parse<CohortGroups>(group);

        Assert.AreEqual((byDefault, false, true), (Counted().HasFlag(flag), Counted((setting, "0")).HasFlag(flag), Counted((setting, "1")).HasFlag(flag)));
    }

    [TestMethod]
    [DataRow(CohortGroups.None, CohortGroups.ActiveReferral, false)]
    [DataRow(CohortGroups.Disability, CohortGroups.ActiveReferral, false)]
    [DataRow(CohortGroups.Disability | CohortGroups.CinPlan, CohortGroups.CinPlan, true)]
    public void A_child_of_the_right_age_is_in_by_any_group_that_counts(object matched, object counted, bool expected) =>
        Assert.AreEqual(expected, new CohortVerdict(AgeGate.Open, (CohortGroups)matched, (CohortGroups)counted).IsIn);

    [TestMethod]
    public void No_group_admits_a_child_of_the_wrong_age() =>
        Assert.IsFalse(new CohortVerdict(AgeGate.TooOld, CohortGroups.CareLeaver, CohortGroups.CareLeaver).IsIn);

    private bool Has(CohortGroups group) => Verdict().Matched.HasFlag(group);

    private CohortGroups Counted(params (string Name, string Value)[] settings)
    {
        _ssd.Execute("INSERT OR IGNORE INTO dbo.ssd_person (pers_person_id) VALUES ('1')");
        return _ssd.Preview(settings).Cohort(PersonRange.Of("1"))[0].Verdict.Counted;
    }

    private CohortVerdict Verdict(string personId = "1") => _ssd.Preview().Cohort(new PersonRange(after: null, upTo: null)).Single((CohortPreview preview) => preview.PersonId == personId).Verdict;
}
