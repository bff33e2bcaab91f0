using SsdClr.Payload.Building;
using SsdClr.Payload.Reading;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Rules;

/// <summary>
/// A finding says where in the payload it is and which column it comes from: of a child with something wrong in every column that a rule
/// looks at. The run is as of 2026-01-15, the window 2023-04-01 to 2026-01-16.
/// </summary>
[TestClass]
public sealed class FindingPlaceTests : IDisposable
{
    private const string Early = "1899-12-31";
    private const string Late = "2099-01-01";
    private const string Episode = "$.social_care_episodes[0]";

    private readonly SsdDatabase _ssd = new();

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    public void Of_the_child_itself()
    {
        _ssd.Person("0x1", ("pers_legacy_id", "0x2"), ("pers_upn", "A 23456789012"), ("pers_upn_unknown", "UN11"), ("pers_ethnicity", "WBRI in words"));
        _ssd.Insert("ssd_linked_identifiers", ("link_person_id", "0x1"), ("link_identifier_type", "Former Unique Pupil Number"), ("link_identifier_value", "B-00000000002"));
        _ssd.Insert("ssd_disability", ("disa_person_id", "0x1"), ("disa_disability_code", "ABCDE"));
        _ssd.Insert("ssd_address", ("addr_person_id", "0x1"), ("addr_address_postcode", "none"));
        _ssd.Insert("ssd_immigration_status", ("immi_person_id", "0x1"), ("immi_immigration_status", "U"), ("immi_immigration_status_end_date", Late));
        _ssd.Insert("ssd_sdq_scores", ("csdq_person_id", "0x1"), ("csdq_sdq_completed_date", "2025-05-01"), ("csdq_sdq_score", "many"));
        _ssd.Referral("R1", "0x1");

        AssertFound(
            "0x1",
            "code_shortened $.child_details.ethnicity ssd_person.pers_ethnicity",
            "code_unknown $.child_details.disabilities ssd_disability.disa_disability_code",
            "code_unknown $.child_details.unique_pupil_number_unknown_reason ssd_person.pers_upn_unknown",
            "date_out_of_range $.child_details.uasc_end_date ssd_immigration_status.immi_immigration_status_end_date",
            "id_contains_0x $.la_child_id ssd_person.pers_person_id",
            "id_contains_0x $.mis_child_id ssd_person.pers_legacy_id",
            "no_name $.child_details ssd_person.pers_surname",
            "postcode_format $.child_details.postcode ssd_address.addr_address_postcode",
            "sdq_score $.health_and_wellbeing.sdq_assessments ssd_sdq_scores.csdq_sdq_score",
            "upn_format $.child_details.former_unique_pupil_number ssd_linked_identifiers.link_identifier_value",
            "upn_format $.child_details.unique_pupil_number ssd_person.pers_upn");
    }

    [TestMethod]
    public void Of_what_the_child_lacks()
    {
        _ssd.Person("/", ("pers_dob", null), ("pers_expected_dob", Late), ("pers_legacy_id", "a/b"), ("pers_surname", "Stone"));
        _ssd.Referral("R1", "/", ("cine_referral_date", null));

        AssertFound(
            "/",
            "date_missing $ ssd_cin_episodes.cine_referral_date",
            "date_out_of_range $.child_details.expected_date_of_birth ssd_person.pers_expected_dob",
            "group_without_record $ ssd_cin_episodes.cine_referral_id",
            "id_characters $.la_child_id ssd_person.pers_person_id",
            "id_characters $.mis_child_id ssd_person.pers_legacy_id",
            "no_episode $.social_care_episodes ssd_cin_episodes.cine_referral_id",
            "upn_or_reason $.child_details.unique_pupil_number_unknown_reason ssd_person.pers_upn_unknown");
    }

    [TestMethod]
    public void Of_episodes_and_assessments()
    {
        Child();
        _ssd.Referral("R0x", "1", ("cine_referral_date", Early), ("cine_close_date", Late), ("cine_close_reason", "XXXX"), ("cine_referral_source_code", "Z"));
        _ssd.Referral("R2", "1", ("cine_close_date", "2025-05-01"), ("cine_referral_source_code", "4 - school"));
        Insert("ssd_cin_assessments", ("cina_assessment_id", "A0x"), ("cina_referral_id", "R0x"), ("cina_assessment_start_date", Early), ("cina_assessment_auth_date", "2025-07-01"));
        Insert("ssd_cin_assessments", ("cina_assessment_id", "A2"), ("cina_referral_id", "R0x"), ("cina_assessment_start_date", "2025-07-01"), ("cina_assessment_auth_date", Late));
        Insert("ssd_cin_assessments", ("cina_assessment_id", "A3"), ("cina_referral_id", "R0x"), ("cina_assessment_start_date", "2025-08-01"), ("cina_assessment_auth_date", "2025-07-31"));
        Insert("ssd_cin_assessments", ("cina_assessment_id", "A/4"), ("cina_referral_id", "R0x"), ("cina_assessment_start_date", "2025-08-01"));
        Insert("ssd_assessment_factors", ("cinf_assessment_id", "A0x"), ("cinf_assessment_factors_json", "[\"99Z\"]"));
        Insert("ssd_assessment_factors", ("cinf_assessment_id", "A2"), ("cinf_assessment_factors_json", "words"));
        Insert("ssd_assessment_factors", ("cinf_assessment_id", "A3"), ("cinf_assessment_factors_json", $"[{string.Join(',', CodeList.Factor.Codes.Select(code => $"\"{code}\""))}]"));

        const string Assessments = Episode + ".child_and_family_assessments";
        AssertFound(
            "1",
            "closed_before_referral $.social_care_episodes[1].closure_date ssd_cin_episodes.cine_close_date",
            "code_shortened $.social_care_episodes[1].referral_source ssd_cin_episodes.cine_referral_source_code",
            $"code_unknown {Assessments}[0].factors ssd_assessment_factors.cinf_assessment_factors_json",
            $"code_unknown {Episode}.closure_reason ssd_cin_episodes.cine_close_reason",
            $"code_unknown {Episode}.referral_source ssd_cin_episodes.cine_referral_source_code",
            $"date_out_of_range {Assessments}[0].start_date ssd_cin_assessments.cina_assessment_start_date",
            $"date_out_of_range {Assessments}[1].authorisation_date ssd_cin_assessments.cina_assessment_auth_date",
            $"date_out_of_range {Episode}.closure_date ssd_cin_episodes.cine_close_date",
            $"date_out_of_range {Episode}.referral_date ssd_cin_episodes.cine_referral_date",
            $"end_before_start {Assessments}[2].authorisation_date ssd_cin_assessments.cina_assessment_auth_date",
            $"factors_not_json {Assessments}[1].factors ssd_assessment_factors.cinf_assessment_factors_json",
            $"id_characters {Assessments} ssd_cin_assessments.cina_assessment_id",
            $"id_contains_0x {Assessments}[0].child_and_family_assessment_id ssd_cin_assessments.cina_assessment_id",
            $"id_contains_0x {Episode}.social_care_episode_id ssd_cin_episodes.cine_referral_id",
            $"too_many_factors {Assessments}[2].factors ssd_assessment_factors.cinf_assessment_factors_json");
    }

    [TestMethod]
    [DataRow("ssd_cin_plans", "cinp_cin_plan", "cinp_referral_id", "child_in_need_plan")]
    [DataRow("ssd_cp_plans", "cppl_cp_plan", "cppl_referral_id", "child_protection_plan")]
    public void Of_plans(string table, string column, string referral, string key)
    {
        Child();
        _ssd.Referral("R1", "1");
        Insert(table, (column + "_id", "P0x"), (referral, "R1"), (column + "_start_date", Early), (column + "_end_date", Late));
        Insert(table, (column + "_id", "P2"), (referral, "R1"), (column + "_start_date", "2025-07-02"), (column + "_end_date", "2025-07-01"));
        Insert(table, (column + "_id", "P/3"), (referral, "R1"), (column + "_start_date", "2025-07-02"));

        AssertFound(
            "1",
            $"date_out_of_range {Episode}.{key}s[0].end_date {table}.{column}_end_date",
            $"date_out_of_range {Episode}.{key}s[0].start_date {table}.{column}_start_date",
            $"end_before_start {Episode}.{key}s[1].end_date {table}.{column}_end_date",
            $"id_characters {Episode}.{key}s {table}.{column}_id",
            $"id_contains_0x {Episode}.{key}s[0].{key}_id {table}.{column}_id");
    }

    [TestMethod]
    public void Of_enquiries_and_conferences()
    {
        Child();
        _ssd.Referral("R1", "1");
        Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "S0x"), ("s47e_referral_id", "R1"), ("s47e_s47_start_date", Early), ("s47e_s47_end_date", Late), ("s47e_s47_outcome_json", "words"));
        Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "S2"), ("s47e_referral_id", "R1"), ("s47e_s47_start_date", "2025-07-02"), ("s47e_s47_end_date", "2025-07-01"));
        Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "S/3"), ("s47e_referral_id", "R1"), ("s47e_s47_start_date", "2025-07-02"));
        Insert("ssd_initial_cp_conference", ("icpc_s47_enquiry_id", "S0x"), ("icpc_icpc_date", Late));
        Insert("ssd_initial_cp_conference", ("icpc_s47_enquiry_id", "S2"), ("icpc_icpc_date", "2025-07-01"));

        const string Enquiries = Episode + ".section_47_assessments";
        AssertFound(
            "1",
            $"date_out_of_range {Enquiries}[0].end_date ssd_s47_enquiry.s47e_s47_end_date",
            $"date_out_of_range {Enquiries}[0].icpc_date ssd_initial_cp_conference.icpc_icpc_date",
            $"date_out_of_range {Enquiries}[0].start_date ssd_s47_enquiry.s47e_s47_start_date",
            $"end_before_start {Enquiries}[1].end_date ssd_s47_enquiry.s47e_s47_end_date",
            $"icpc_before_s47 {Enquiries}[1].icpc_date ssd_initial_cp_conference.icpc_icpc_date",
            $"id_characters {Enquiries} ssd_s47_enquiry.s47e_s47_enquiry_id",
            $"id_contains_0x {Enquiries}[0].section_47_assessment_id ssd_s47_enquiry.s47e_s47_enquiry_id",
            $"s47_outcome_not_json {Enquiries}[0].icpc_required_flag ssd_s47_enquiry.s47e_s47_outcome_json");
    }

    [TestMethod]
    public void Of_placements()
    {
        Child();
        _ssd.Referral("R1", "1");
        Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_referral_id", "R1"), ("clae_cla_id", "K"), ("clae_cla_placement_id", "L0x"), ("clae_cla_episode_start_reason", "XY"), ("clae_cla_episode_ceased_date", "2025-01-01"), ("clae_cla_episode_ceased_reason", "ZZZZ"));
        Insert("ssd_cla_placement", ("clap_cla_placement_id", "L0x"), ("clap_cla_id", "K"), ("clap_cla_placement_start_date", Early), ("clap_cla_placement_end_date", Late), ("clap_cla_placement_type", "XXXX"), ("clap_cla_placement_change_reason", "Z"), ("clap_cla_placement_postcode", "none"));
        Insert("ssd_cla_placement", ("clap_cla_placement_id", "L2"), ("clap_cla_id", "K"), ("clap_cla_placement_start_date", "2025-07-02"), ("clap_cla_placement_end_date", "2025-07-01"));
        Insert("ssd_cla_placement", ("clap_cla_placement_id", "L/3"), ("clap_cla_id", "K"), ("clap_cla_placement_start_date", "2025-07-02"));

        const string Placements = Episode + ".child_looked_after_placements";
        AssertFound(
            "1",
            $"code_unknown {Placements}[1].change_reason ssd_cla_placement.clap_cla_placement_change_reason",
            $"code_unknown {Placements}[1].end_reason ssd_cla_episodes.clae_cla_episode_ceased_reason",
            $"code_unknown {Placements}[1].placement_type ssd_cla_placement.clap_cla_placement_type",
            $"code_unknown {Placements}[1].start_reason ssd_cla_episodes.clae_cla_episode_start_reason",
            $"date_out_of_range {Placements}[1].end_date ssd_cla_placement.clap_cla_placement_end_date",
            $"date_out_of_range {Placements}[1].start_date ssd_cla_placement.clap_cla_placement_start_date",
            $"end_before_start {Placements}[0].end_date ssd_cla_placement.clap_cla_placement_end_date",
            $"id_characters {Placements} ssd_cla_placement.clap_cla_placement_id",
            $"id_contains_0x {Placements}[1].child_looked_after_placement_id ssd_cla_placement.clap_cla_placement_id",
            $"postcode_format {Placements}[1].postcode ssd_cla_placement.clap_cla_placement_postcode");
    }

    [TestMethod]
    public void Of_adoption_and_leaving_care_once_with_the_first_episode()
    {
        Child();
        _ssd.Referral("R1", "1");
        _ssd.Referral("R2", "1");
        Insert("ssd_permanence", ("perm_person_id", "1"), ("perm_adm_decision_date", Early), ("perm_matched_date", "2025-07-01"), ("perm_placed_for_adoption_date", Late));
        Insert("ssd_care_leavers", ("clea_person_id", "1"), ("clea_care_leaver_latest_contact", Late), ("clea_care_leaver_activity", "XXX"), ("clea_care_leaver_accommodation", "Q1"));

        AssertFound(
            "1",
            $"care_leaver_age {Episode}.care_leavers ssd_person.pers_dob",
            $"code_unknown {Episode}.care_leavers.accommodation ssd_care_leavers.clea_care_leaver_accommodation",
            $"code_unknown {Episode}.care_leavers.activity ssd_care_leavers.clea_care_leaver_activity",
            $"date_out_of_range {Episode}.adoption.initial_decision_date ssd_permanence.perm_adm_decision_date",
            $"date_out_of_range {Episode}.adoption.placed_date ssd_permanence.perm_placed_for_adoption_date",
            $"date_out_of_range {Episode}.care_leavers.contact_date ssd_care_leavers.clea_care_leaver_latest_contact");
    }

    [TestMethod]
    public void Of_a_matching_date()
    {
        Child();
        _ssd.Referral("R1", "1");
        Insert("ssd_permanence", ("perm_person_id", "1"), ("perm_adm_decision_date", "2025-07-01"), ("perm_matched_date", Late));

        AssertFound("1", $"date_out_of_range {Episode}.adoption.matched_date ssd_permanence.perm_matched_date");
    }

    [TestMethod]
    public void Of_care_workers()
    {
        Child();
        _ssd.Referral("R1", "1");
        Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P1"), ("cinp_referral_id", "R1"), ("cinp_cin_plan_start_date", "2025-07-01"));
        foreach (var (worker, start, end) in new[] { ("W0x", Early, Late), ("W2", "2025-07-02", "2025-07-01"), ("W/3", "2025-07-02", "2025-07-03") })
        {
            Insert("ssd_professionals", ("prof_professional_id", "key-" + worker), ("prof_social_worker_registration_no", worker));
            Insert("ssd_involvements", ("invo_professional_id", "key-" + worker), ("invo_referral_id", "R1"), ("invo_professional_role_id", "CW"), ("invo_involvement_start_date", start), ("invo_involvement_end_date", end));
        }

        const string Workers = Episode + ".care_worker_details";
        AssertFound(
            "1",
            $"date_out_of_range {Workers}[1].end_date ssd_involvements.invo_involvement_end_date",
            $"date_out_of_range {Workers}[1].start_date ssd_involvements.invo_involvement_start_date",
            $"end_before_start {Workers}[0].end_date ssd_involvements.invo_involvement_end_date",
            $"id_characters {Workers} ssd_professionals.prof_social_worker_registration_no",
            $"id_contains_0x {Workers}[1].worker_id ssd_professionals.prof_social_worker_registration_no");
    }

    [TestMethod]
    [DataRow("ssd_permanence", "perm_person_id", "perm_adm_decision_date")]
    [DataRow("ssd_care_leavers", "clea_person_id", "clea_care_leaver_latest_contact")]
    [DataRow("ssd_sdq_scores", "csdq_person_id", "csdq_sdq_completed_date")]
    public void Of_what_comes_after_a_block(string table, string person, string date)
    {
        _ssd.Person("1", ("pers_surname", "Stone"), ("pers_upn", "A123456789012"), ("pers_dob", "2005-01-01"));
        _ssd.Referral("R1", "1");
        Insert(table, (person, "1"), (date, "2025-07-01"), table == "ssd_sdq_scores" ? ("csdq_sdq_score", "3") : (person, "1"));
        Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P1"), ("cinp_referral_id", "R1"), ("cinp_cin_plan_start_date", "2025-07-01"));
        Insert("ssd_professionals", ("prof_professional_id", "W"), ("prof_social_worker_registration_no", "W0x"));
        Insert("ssd_involvements", ("invo_professional_id", "W"), ("invo_referral_id", "R1"), ("invo_professional_role_id", "CW"), ("invo_involvement_start_date", "2025-07-02"));

        AssertFound("1", $"id_contains_0x {Episode}.care_worker_details[0].worker_id ssd_professionals.prof_social_worker_registration_no");
    }

    [TestMethod]
    public void Of_records_that_name_another_child()
    {
        Child();
        _ssd.Person("2", ("pers_dob", "1950-01-01"));
        _ssd.Referral("R1", "1");
        Insert("ssd_cin_assessments", ("cina_assessment_id", "A1"), ("cina_person_id", "2"), ("cina_referral_id", "R1"), ("cina_assessment_start_date", "2025-07-01"));
        Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P1"), ("cinp_person_id", "2"), ("cinp_referral_id", "R1"), ("cinp_cin_plan_start_date", "2025-07-01"));
        Insert("ssd_cin_plans", ("cinp_cin_plan_id", "P2"), ("cinp_person_id", "1"), ("cinp_referral_id", "R1"), ("cinp_cin_plan_start_date", "2025-07-01"));
        Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "S1"), ("s47e_person_id", "2"), ("s47e_referral_id", "R1"), ("s47e_s47_start_date", "2025-07-01"));
        Insert("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "S2"), ("s47e_person_id", "1"), ("s47e_referral_id", "R1"), ("s47e_s47_start_date", "2025-07-01"));
        Insert("ssd_initial_cp_conference", ("icpc_s47_enquiry_id", "S2"), ("icpc_person_id", "2"), ("icpc_icpc_date", "2025-07-02"));
        Insert("ssd_cp_plans", ("cppl_cp_plan_id", "C1"), ("cppl_person_id", "2"), ("cppl_referral_id", "R1"), ("cppl_cp_plan_start_date", "2025-07-01"));
        Insert("ssd_cla_episodes", ("clae_person_id", "1"), ("clae_referral_id", "R1"), ("clae_cla_id", "K"));
        Insert("ssd_cla_placement", ("clap_cla_placement_id", "L1"), ("clap_person_id", "2"), ("clap_cla_id", "K"), ("clap_cla_placement_start_date", "2025-07-01"));
        Insert("ssd_cla_episodes", ("clae_person_id", "2"), ("clae_referral_id", "R1"), ("clae_cla_id", "K2"));
        Insert("ssd_professionals", ("prof_professional_id", "W"), ("prof_social_worker_registration_no", "SW1"));
        Insert("ssd_involvements", ("invo_professional_id", "W"), ("invo_person_id", "2"), ("invo_referral_id", "R1"), ("invo_professional_role_id", "CW"), ("invo_involvement_start_date", "2024-01-01"));

        AssertFound(
            "1",
            "cross_person_link $ ssd_cin_plans.cinp_person_id",
            "cross_person_link $ ssd_cla_episodes.clae_referral_id",
            "cross_person_link $ ssd_cla_placement.clap_person_id",
            "cross_person_link $ ssd_cp_plans.cppl_person_id",
            "cross_person_link $ ssd_involvements.invo_person_id",
            "cross_person_link $ ssd_cin_assessments.cina_person_id",
            "cross_person_link $ ssd_s47_enquiry.s47e_person_id",
            $"cross_person_link {Episode}.section_47_assessments[0].icpc_date ssd_initial_cp_conference.icpc_person_id");
    }

    private void Child() => _ssd.Person("1", ("pers_surname", "Stone"), ("pers_upn", "A123456789012"));

    private void Insert(string table, params (string Column, object? Value)[] values) => _ssd.Insert(table, values);

    private void AssertFound(string personId, params string[] expected)
    {
        var found = _ssd.Preview(("care_worker_scope", "all"), ("sentinel_dates", "0")).Issues(new PersonRange(after: null, upTo: null))
            .Where(issue => issue.PersonId == personId)
            .Select(issue => $"{issue.Issue.Rule.Name} {issue.Issue.Path} {issue.Issue.Source}")
            .Order(StringComparer.Ordinal);
        Assert.AreEqual(string.Join('\n', expected.Order(StringComparer.Ordinal)), string.Join('\n', found));
    }
}
