using SsdClr.Payload.Building;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>The rules of the children in need census, at their edges. The run date is 2026-01-15, the window 2023-04-01 to 2026-01-16.</summary>
[TestClass]
public sealed class CensusRulesTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    public void No_rule_of_the_census_is_listed_unless_it_is_asked_for()
    {
        _ssd.ChildInCohort("1", ("pers_upn", "B123456789012"));
        Assert.AreEqual("", string.Join(' ', _ssd.Issues("1").Split(' ').Where(rule => rule.StartsWith("cin_", StringComparison.Ordinal))));
    }

    [TestMethod]
    [DataRow("A123456789012", true)]
    [DataRow("a123456789012", true)]
    [DataRow("G820432105010", true)]
    [DataRow("H801200001001", true)]
    [DataRow("E12345678901X", true)]
    [DataRow("e12345678901x", true)]
    [DataRow("B123456789012", false)]
    [DataRow("A123456789021", false)]
    [DataRow("E12345678901Y", false)]
    [DataRow("E12345678901I", false)]
    [DataRow("A12345678901:", false)]
    [DataRow("AX23456789012", false)]
    [DataRow("A1234567890X2", false)]
    public void The_check_letter_of_a_pupil_number_is_worked_out(string number, bool isRight) => Assert.AreEqual(isRight, CensusRules.HasCheckLetter(number));

    [TestMethod]
    [DataRow("B123456789012", "cin_1510 pers_upn")]
    [DataRow("A123456789012", "")]
    [DataRow("B12345678901", "")]
    [DataRow("B1234567890-2", "")]
    public void A_wrong_check_letter_is_found_in_numbers_of_the_right_shape(string number, string expected)
    {
        _ssd.ChildInCohort("1", ("pers_upn", number));
        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow(" A123456789012", "cin_1520 pers_upn")]
    [DataRow("G820432105010", "")]
    [DataRow(null, "")]
    public void A_pupil_number_of_two_persons_is_found(string? ofAnother, string expected)
    {
        _ssd.ChildInCohort("1", ("pers_upn", "A123456789012"));
        _ssd.Person("2", ("pers_upn", ofAnother));
        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow("F", null, "2026-06-01", "cin_8750 pers_sex")]
    [DataRow("Male", null, "2026-06-01", "cin_8750 pers_sex")]
    [DataRow("F", "2026-03-01", null, "cin_8750 pers_sex")]
    [DataRow("U", null, "2026-06-01", "")]
    [DataRow("Own words", null, "2026-06-01", "")]
    [DataRow(null, null, "2026-06-01", "")]
    [DataRow("F", "2015-05-05", "2015-05-01", "")]
    public void An_unborn_child_with_a_sex_is_found(string? sex, string? born, string? expectedBirth, string expected)
    {
        _ssd.Insert("ssd_person", ("pers_person_id", "1"), ("pers_sex", sex), ("pers_dob", born), ("pers_expected_dob", expectedBirth));
        _ssd.Referral("R", "1", ("cine_referral_date", "2025-12-01"));
        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    public void The_sex_of_an_unborn_child_may_be_one_that_the_authority_mapped()
    {
        _ssd.Insert("ssd_person", ("pers_person_id", "1"), ("pers_sex", "1"), ("pers_expected_dob", "2026-06-01"));
        _ssd.Referral("R", "1", ("cine_referral_date", "2025-12-01"));
        _ssd.Execute("INSERT INTO csc.code_map (field, held_value, code, changed_at, changed_by) VALUES ('sex', '1', 'M', '2026-01-01', 'x')");
        Assert.AreEqual("cin_8750 pers_sex", Found());
    }

    [TestMethod]
    public void A_child_with_an_impossible_date_of_birth_and_no_other_is_not_called_unborn()
    {
        _ssd.Insert("ssd_person", ("pers_person_id", "1"), ("pers_sex", "F"), ("pers_dob", "2036-06-01"));
        _ssd.Referral("R", "1");
        Assert.AreEqual("", Found());
    }

    [TestMethod]
    [DataRow("2025-01-01", "2025-10-08", null, "")]
    [DataRow("2025-01-01", "2025-10-09", null, "cin_8606 cine_referral_date R")]
    [DataRow("2025-01-01", null, "2026-06-01", "cin_8606 cine_referral_date R")]
    [DataRow("2025-12-01", null, "2026-06-01", "")]
    [DataRow("2025-06-01", "2015-05-05", null, "")]
    [DataRow("2025-01-01", "2025-10-09", "2025-05-01", "cin_8606 cine_referral_date R")]
    [DataRow("2025-01-01", "2025-05-01", "2025-10-09", "cin_8606 cine_referral_date R")]
    public void A_referral_more_than_forty_weeks_before_birth_is_found(string referral, string? born, string? expectedBirth, string expected)
    {
        _ssd.Insert("ssd_person", ("pers_person_id", "1"), ("pers_dob", born), ("pers_expected_dob", expectedBirth));
        _ssd.Referral("R", "1", ("cine_referral_date", referral));
        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow("2025-07-01", null, "cin_8805 cine_close_reason R")]
    [DataRow("2025-07-01", "Own words", "cin_8805 cine_close_reason R")]
    [DataRow("2025-07-01", "RC7", "")]
    [DataRow(null, "Died", "cin_8810 cine_close_date R")]
    [DataRow(null, "Own words", "")]
    [DataRow(null, null, "")]
    public void A_closure_needs_both_date_and_reason(string? closed, string? reason, string expected)
    {
        _ssd.Person("1");
        _ssd.Referral("R", "1", ("cine_close_date", closed), ("cine_close_reason", reason));
        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow(null, null, null, "cin_8815 cine_close_date; cin_8820 cine_referral_date R2", DisplayName = "Both open")]
    [DataRow(null, "Y", null, "", DisplayName = "No further action on the first")]
    [DataRow(null, null, "T", "cin_8820 cine_referral_date R2", DisplayName = "No further action on the second")]
    [DataRow("2025-06-30", null, null, "cin_8820 cine_referral_date R2", DisplayName = "The first ends after the second starts")]
    [DataRow("2025-06-20", null, null, "", DisplayName = "The first ends as the second starts")]
    [DataRow("2025-06-10", "Y", null, "", DisplayName = "The first ends before")]
    public void Open_episodes_and_episodes_that_overlap_are_found(string? firstClosed, string? firstNoAction, string? secondNoAction, string expected)
    {
        _ssd.Person("1");
        _ssd.Referral("R1", "1", ("cine_close_date", firstClosed), ("cine_close_reason", firstClosed is null ? null : "RC7"), ("cine_referral_nfa", firstNoAction));
        _ssd.Referral("R2", "1", ("cine_referral_date", "2025-06-20"), ("cine_referral_nfa", secondNoAction));
        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    public void Episodes_of_one_day_lie_within_each_other()
    {
        _ssd.Person("1");
        _ssd.Referral("R1", "1");
        _ssd.Referral("R2", "1");
        Assert.AreEqual("cin_8815 cine_close_date; cin_8820 cine_referral_date R1; cin_8820 cine_referral_date R2", Found());
    }

    [TestMethod]
    public void An_episode_that_cannot_be_sent_is_not_judged()
    {
        _ssd.Person("1");
        _ssd.Referral("R1", "1");
        _ssd.Referral("R 2", "1", ("cine_referral_date", "2025-05-01"), ("cine_close_reason", "RC7"));
        Assert.AreEqual("", Found());
    }

    [TestMethod]
    [DataRow("2025-05-31", "2025-07-01", "cin_1103 cina_assessment_start_date A")]
    [DataRow("2025-06-01", "2025-07-01", "")]
    [DataRow("2025-05-31", null, "cin_1103 cina_assessment_start_date A")]
    [DataRow("2023-03-31", "2025-07-01", "cin_1103 cina_assessment_start_date A")]
    [DataRow("2023-03-31", "2023-03-31", "")]
    [DataRow("2023-03-31", null, "")]
    public void An_assessment_before_its_referral_is_found_if_it_is_sent(string start, string? authorised, string expected)
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", " A "), ("cina_person_id", "1"), ("cina_referral_id", "R-1"), ("cina_assessment_start_date", start), ("cina_assessment_auth_date", authorised));
        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    public void Records_of_another_child_or_episode_are_not_judged()
    {
        _ssd.ChildInCohort("1");
        _ssd.ChildInCohort("2");
        _ssd.Referral("r-1", "2", ("cine_referral_date", "2025-01-01"), ("cine_close_date", "2025-01-02"), ("cine_close_reason", "RC7"));
        foreach (var (id, person, referral) in (ReadOnlySpan<(string, string, string?)>)[("X", "2", "R-1"), ("N", "1", null)])
        {
            _ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", id), ("cina_person_id", person), ("cina_referral_id", referral), ("cina_assessment_start_date", "2025-05-01"));
            _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", id + "1"), ("cinp_person_id", person), ("cinp_referral_id", referral), ("cinp_cin_plan_start_date", "2025-05-01"));
            _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", id + "2"), ("cinp_person_id", person), ("cinp_referral_id", referral), ("cinp_cin_plan_start_date", "2025-05-01"));
            _ssd.Insert("ssd_cp_plans", ("cppl_cp_plan_id", id), ("cppl_person_id", person), ("cppl_referral_id", referral), ("cppl_cp_plan_start_date", "2025-05-01"));
        }

        _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P"), ("cinp_person_id", "1"), ("cinp_referral_id", "R-1"), ("cinp_cin_plan_start_date", "2025-07-01"));
        Assert.AreEqual("", Found());
    }

    [TestMethod]
    [DataRow("2025-07-01", null, "2025-08-01", null, "cin_4004 cinp_cin_plan_end_date R-1")]
    [DataRow("2025-07-01", "2025-07-31", "2025-08-01", null, "")]
    [DataRow("2025-07-01", "2025-07-31", "2025-08-01", "2025-08-31", "")]
    [DataRow("2025-05-31", "2025-07-31", "2025-08-01", null, "cin_4015 cinp_cin_plan_start_date P1")]
    [DataRow("2025-06-01", "2025-07-31", "2025-08-01", null, "")]
    [DataRow("2022-05-31", "2023-03-31", "2025-08-01", null, "")]
    public void Plans_that_are_open_twice_or_before_the_referral_are_found(string start, string? end, string secondStart, string? secondEnd, string expected)
    {
        _ssd.ChildInCohort("1");
        Plan("P1", start, end);
        Plan("P2", secondStart, secondEnd);
        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    [DataRow("2025-07-01", null, "cin_4016 cinp_cin_plan_start_date P")]
    [DataRow("2025-08-01", null, "cin_4016 cinp_cin_plan_start_date P")]
    [DataRow("2025-08-02", null, "")]
    [DataRow("2025-07-01", "2025-08-02", "cin_4016 cinp_cin_plan_start_date P")]
    [DataRow("2025-07-01", "2025-08-01", "")]
    [DataRow("2025-07-01", "2025-07-02", "")]
    public void A_plan_that_starts_within_a_protection_plan_is_found(string start, string? end, string expected)
    {
        _ssd.ChildInCohort("1");
        Plan("P", "2025-08-01", null);
        _ssd.Insert("ssd_cp_plans", ("cppl_cp_plan_id", "C"), ("cppl_person_id", "1"), ("cppl_referral_id", "R-1"), ("cppl_cp_plan_start_date", start), ("cppl_cp_plan_end_date", end));
        Assert.AreEqual(expected, Found());
    }

    [TestMethod]
    public void What_is_found_is_sent_as_it_is()
    {
        _ssd.ChildInCohort("1", ("pers_upn", "B123456789012"));
        PayloadIssue issue = _ssd.Preview(("census_rules", "1")).Issues(PersonRange.Of("1")).Single(found => found.Issue.Rule.Name == "cin_1510").Issue;
        Assert.Contains("It is sent as it is.", issue.Message, StringComparison.Ordinal);
    }

    private void Plan(string id, string start, string? end) => _ssd.Insert(
        "ssd_cin_plans", ("cinp_cin_plan_id", id), ("cinp_person_id", "1"), ("cinp_referral_id", "R-1"), ("cinp_cin_plan_start_date", start), ("cinp_cin_plan_end_date", end));

    private string Found() => string.Join("; ", _ssd.Preview(("census_rules", "1"))
        .Issues(PersonRange.Of("1"))
        .Where(found => found.PersonId == "1" && found.Issue.Rule.Name.StartsWith("cin_", StringComparison.Ordinal))
        .Select(found => $"{found.Issue.Rule.Name} {found.Issue.Source.Split('.')[1]} {found.Issue.RecordId}".TrimEnd())
        .Order(StringComparer.Ordinal));
}
