using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>A finding says what became of the value, which differs with what else is held.</summary>
[TestClass]
public sealed class OutcomeTests : IDisposable
{
    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    [DataRow(null, "It is sent as the expected date of birth, and no date of birth is sent.")]
    [DataRow("2026-05-01", "It is left out.")]
    public void A_due_date_in_the_birth_column_is_sent_or_left_out(string? expectedBirth, string expected)
    {
        _ssd.ChildInCohort("1", ("pers_dob", "2026-06-01"), ("pers_expected_dob", expectedBirth));
        Assert.Contains(expected, Message("born_in_future"), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("2026-11-10", null, "ssd_person.pers_dob")]
    [DataRow(null, "2026-11-10", "ssd_person.pers_expected_dob")]
    [DataRow("2026-02-01", "2026-11-10", "ssd_person.pers_expected_dob")]
    public void A_due_date_far_ahead_names_the_column_it_is_from(string? born, string? expectedBirth, string source)
    {
        _ssd.ChildInCohort("1", ("pers_dob", born), ("pers_expected_dob", expectedBirth));
        Assert.AreEqual(source, _ssd.Preview().Issues(PersonRange.Of("1")).Single(found => found.Issue.Rule.Name == "date_out_of_range").Issue.Source);
    }

    [TestMethod]
    [DataRow(null, null, "Nothing is sent for it.")]
    [DataRow("A123456789012", "UN1", "It is sent as it is.")]
    public void Neither_pupil_number_nor_reason_is_told_from_both(string? number, string? reason, string expected)
    {
        _ssd.ChildInCohort("1", ("pers_upn", number), ("pers_upn_unknown", reason));
        Assert.Contains(expected, Message("upn_or_reason"), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("MOB", "It is left out.")]
    [DataRow("Cannot hear", "NONE is sent instead, which says that the child has no disability.")]
    public void A_disability_without_a_code_is_left_out_or_sent_as_none(string other, string expected)
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_disability", ("disa_table_id", "D1"), ("disa_person_id", "1"), ("disa_disability_code", "Cannot walk"));
        _ssd.Insert("ssd_disability", ("disa_table_id", "D2"), ("disa_person_id", "1"), ("disa_disability_code", other));
        Assert.IsTrue(_ssd.Preview().Issues(PersonRange.Of("1")).Where(found => found.Issue.Rule.Name == "code_unknown").All(found => found.Issue.Outcome.Sentence == expected));
    }

    [TestMethod]
    [DataRow("A12345678901-", "It is sent as it is.")]
    [DataRow("A123456789", "It is left out.")]
    public void A_former_pupil_number_is_sent_if_it_has_thirteen_characters(string number, string expected)
    {
        _ssd.ChildInCohort("1", ("pers_upn", "A123456789012"));
        _ssd.Insert("ssd_linked_identifiers", ("link_table_id", "L"), ("link_person_id", "1"), ("link_identifier_type", "Former Unique Pupil Number"), ("link_identifier_value", number));
        Assert.Contains(expected, Message("upn_format"), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("CW", null, null, "ssd_involvements.invo_involvement_start_date I")]
    [DataRow("CW", null, "2023-04-01", "ssd_involvements.invo_involvement_start_date I")]
    [DataRow("CW", null, "2023-03-31", "")]
    [DataRow("SW", null, null, "")]
    [DataRow("CW", "2025-01-01", null, "")]
    public void An_involvement_without_a_start_is_found_if_it_could_be_asked_for(string role, string? start, string? end, string expected)
    {
        Involvement(role, start, end);
        Assert.AreEqual(expected, Undated());
    }

    [TestMethod]
    public void An_involvement_without_a_start_is_sent_where_every_one_is_asked_for()
    {
        Involvement("CW", start: null, end: null);
        Assert.DoesNotContain("date_missing", _ssd.Issues("1", ("care_worker_scope", "all")), StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_care_leaver_none_of_whose_episodes_is_sent_is_found_with_the_column()
    {
        _ssd.Person("1", ("pers_dob", "2006-01-01"));
        _ssd.Referral("R 1", "1");
        _ssd.Insert("ssd_care_leavers", ("clea_table_id", "C"), ("clea_person_id", "1"), ("clea_care_leaver_latest_contact", "2025-05-01"));
        var sources = _ssd.Preview().Issues(PersonRange.Of("1")).Where(found => found.Issue.Rule.Name == "group_without_record").Select(found => found.Issue.Source);
        Assert.Contains("ssd_care_leavers.clea_person_id", sources.ToList());
    }

    [TestMethod]
    [DataRow(null, "ssd_cla_placement.clap_cla_placement_start_date L")]
    [DataRow("2023-04-01", "ssd_cla_placement.clap_cla_placement_start_date L")]
    [DataRow("2023-03-31", "")]
    public void A_placement_without_a_start_is_found_if_it_may_be_in_the_window(string? end, string expected)
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_cla_episodes", ("clae_cla_episode_id", "E"), ("clae_person_id", "1"), ("clae_referral_id", "R-1"), ("clae_cla_id", "K"), ("clae_cla_episode_start_date", "2025-01-01"));
        _ssd.Insert("ssd_cla_placement", ("clap_cla_placement_id", "L"), ("clap_cla_id", "K"), ("clap_cla_placement_end_date", end));

        Assert.AreEqual(expected, Undated());
    }

    [TestMethod]
    public void An_enquiry_without_an_id_has_no_conference()
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "-1"), ("s47e_person_id", "1"), ("s47e_referral_id", "nowhere"), ("s47e_s47_start_date", "2020-01-01"), ("s47e_s47_end_date", "2020-02-01"));
        _ssd.Insert("ssd_initial_cp_conference", ("icpc_icpc_id", "C"), ("icpc_s47_enquiry_id", "-1"), ("icpc_person_id", "1"), ("icpc_icpc_date", "2025-05-01"));

        // Its own dates are before the window, so nothing is said of it.
        Assert.DoesNotContain("episode_not_sent", _ssd.Issues("1"), StringComparison.Ordinal);
        Assert.Contains("icpc_without_s47", _ssd.Issues("1"), StringComparison.Ordinal);
    }

    private string Undated() => string.Join(' ', _ssd.Preview().Issues(PersonRange.Of("1")).Where(found => found.Issue.Rule.Name == "date_missing").Select(found => $"{found.Issue.Source} {found.Issue.RecordId}"));

    private void Involvement(string role, string? start, string? end)
    {
        _ssd.ChildInCohort("1");
        _ssd.Insert("ssd_professionals", ("prof_professional_id", "W"), ("prof_social_worker_registration_no", "SW1"));
        _ssd.Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P"), ("cinp_person_id", "1"), ("cinp_referral_id", "R-1"), ("cinp_cin_plan_start_date", "2025-07-01"));
        _ssd.Insert("ssd_involvements", ("invo_involvements_id", "I"), ("invo_professional_id", "W"), ("invo_professional_role_id", role), ("invo_person_id", "1"), ("invo_referral_id", "R-1"), ("invo_involvement_start_date", start), ("invo_involvement_end_date", end));
    }

    private string Message(string rule) => _ssd.Preview().Issues(PersonRange.Of("1")).Single(found => found.Issue.Rule.Name == rule).Issue.Message;
}
